//! 第六點、第八點至第十點：what comes after submitting. Nothing here is judged; it is called to mind in time.

pub(crate) mod annual_evaluation;
pub(crate) mod budget_standards;
pub(crate) mod event_rules;
pub(crate) mod review_preparation;
pub(crate) mod revise_after_approval;
pub(crate) mod transition;
