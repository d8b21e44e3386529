//! 第三點、第四點第二款、第三款：each proposal's type, period, content and partners.

pub(crate) mod content_not_duplicated;
pub(crate) mod cross_school_activities;
pub(crate) mod international_agreement;
pub(crate) mod proposal_period;
pub(crate) mod proposal_type;
pub(crate) mod required_sections;
pub(crate) mod teaching_research_feature;
pub(crate) mod topic_selected;
