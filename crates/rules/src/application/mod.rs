//! 第二點、第四點第一款、第三款：學校、期限、件數. What a school's season must be as a whole.

pub(crate) mod development_plan_listed;
pub(crate) mod packet_complete;
pub(crate) mod proposal_count;
pub(crate) mod school_eligible;
pub(crate) mod submission_deadline;
