//! 第五點第一款、第七點第一款：校務支持規劃方案.

pub(crate) mod support_plan_ceiling;
pub(crate) mod support_plan_complete;
pub(crate) mod support_plan_operating_only;
