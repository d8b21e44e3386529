//! The office's words for what stands in a season.

use usr_desk_rules::Standing;
use usr_desk_workspace::{Category, Fund, ProposalType};

/// Categories in the order of the form; `None` = not filled in.
pub(crate) const CATEGORIES: [Option<Category>; 5] = [
    Some(Category::Personnel),
    Some(Category::Operations),
    Some(Category::Miscellaneous),
    Some(Category::Capital),
    None,
];

/// Funds in the order of the form.
pub(crate) const FUNDS: [Fund; 3] = [Fund::Grant, Fund::Matching, Fund::External];

pub(crate) fn category(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Personnel) => "人事費",
        Some(Category::Operations) => "業務費",
        Some(Category::Miscellaneous) => "雜支",
        Some(Category::Capital) => "設備及投資",
        None => "未分類",
    }
}

pub(crate) fn proposal_type(of: Option<ProposalType>) -> &'static str {
    match of {
        Some(ProposalType::Sprout) => "萌芽型",
        Some(ProposalType::Deepening) => "深耕型",
        Some(ProposalType::International) => "國際合作型",
        Some(ProposalType::Distinctive) => "特色永續型",
        Some(ProposalType::LinkageSprout) => "國際連結類萌芽型",
        Some(ProposalType::LinkageDeepening) => "國際連結類深耕型",
        None => "",
    }
}

pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Pass => "符合",
        Standing::Violation => "不符合",
        Standing::OverPrinciple => "超過原則",
        Standing::Justified => "已敘明理由",
        Standing::NeedsApproval => "須報部核准",
        Standing::NeedsConfirmation => "待確認",
        Standing::Undetermined => "資料未填",
        Standing::Reminder => "提醒",
        Standing::NotApplicable => "不適用",
    }
}
