//! The office's words for what the season holds as keys (官方用語).

use usr_desk_rules::Standing;
use usr_desk_workspace::{
    ActivityKind, AgreementKind, ApprovalStatus, Category, Date, EventKind, Fund, Ownership, PartyKind,
    Position, Program, ProposalType, Role, SignedBy, Tag, Topic,
};

/// For what is not filled in.
pub(crate) const BLANK: &str = "（未填）";

pub(crate) fn category(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Personnel) => "人事費",
        Some(Category::Operations) => "業務費",
        Some(Category::Miscellaneous) => "雜支",
        Some(Category::Capital) => "設備及投資",
        None => "未分類",
    }
}

pub(crate) fn fund(fund: Option<Fund>) -> &'static str {
    match fund {
        Some(Fund::Grant) => "補助款",
        Some(Fund::Matching) => "配合款",
        Some(Fund::External) => "外部資源",
        None => "來源未填",
    }
}

pub(crate) fn position(position: Position) -> &'static str {
    match position {
        Position::PrincipalInvestigator => "計畫主持人",
        Position::CoPrincipalInvestigator => "共同主持人",
        Position::AssociateInvestigator => "協同主持人",
        Position::ProjectInstructor => "專案教學人員",
        Position::ProjectManager => "專案經理",
        Position::FullTimeAssistant => "專任助理",
        Position::PartTimeAssistant => "兼任助理",
        Position::TeachingAssistant => "教學助理",
        Position::Other => "其他人員",
    }
}

pub(crate) fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::ForeignTravel => "國外差旅費",
        Tag::InternationalExchange => "國際交流費用",
        Tag::LaborInsurance => "勞保費",
        Tag::HealthInsurance => "健保費",
        Tag::Pension => "勞退基金",
    }
}

pub(crate) fn role(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::PrincipalInvestigator) => "計畫主持人",
        Some(Role::CoPrincipalInvestigator) => "共同主持人",
        Some(Role::AssociateInvestigator) => "協同主持人",
        Some(Role::Adviser) => "顧問",
        Some(Role::Member) => "成員",
        None => BLANK,
    }
}

pub(crate) fn program(program: Option<Program>) -> &'static str {
    match program {
        Some(Program::UsrSprout) => "大學特色類萌芽型",
        Some(Program::UsrDeepening) => "大學特色類深耕型",
        Some(Program::UsrSeed) => "種子型",
        Some(Program::UsrHubSeed) => "USR Hub 育成種子計畫",
        Some(Program::SelfRunSocialResponsibility) => "高教深耕自辦善盡社會責任計畫",
        Some(Program::UsrLinkage) => "國際連結類",
        Some(Program::UsrInternational) => "國際合作型",
        Some(Program::UsrDistinctive) => "特色永續型",
        Some(Program::OtherMinistry) => "其他部會計畫",
        Some(Program::Other) => "其他",
        None => BLANK,
    }
}

/// Where the edition does not name the type.
pub(crate) fn proposal_type(kind: Option<ProposalType>) -> &'static str {
    match kind {
        Some(ProposalType::Sprout) => "萌芽型",
        Some(ProposalType::Deepening) => "深耕型",
        Some(ProposalType::International) => "國際合作型",
        Some(ProposalType::Distinctive) => "特色永續型",
        Some(ProposalType::LinkageSprout) => "國際連結類萌芽型",
        Some(ProposalType::LinkageDeepening) => "國際連結類深耕型",
        None => BLANK,
    }
}

pub(crate) fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::LocalCare => "在地關懷",
        Topic::EnvironmentalSustainability => "永續環境",
        Topic::IndustryLinkageAndEconomicSustainability => "產業鏈結與經濟永續",
        Topic::HealthAndFoodSafety => "健康促進與食品安全",
        Topic::CulturalSustainability => "文化永續",
        Topic::OtherSocialPractice => "其他社會實踐",
    }
}

pub(crate) fn agreement(kind: Option<AgreementKind>) -> &'static str {
    match kind {
        Some(AgreementKind::Mou) => "合作備忘錄",
        Some(AgreementKind::Agreement) => "合作協議",
        Some(AgreementKind::LetterOfIntent) => "合作意向書",
        None => BLANK,
    }
}

pub(crate) fn party(kind: Option<PartyKind>) -> &'static str {
    match kind {
        Some(PartyKind::University) => "國外大學",
        Some(PartyKind::ProfessionalOrganization) => "專業組織",
        Some(PartyKind::Other) => "其他",
        None => BLANK,
    }
}

pub(crate) fn signed_by(level: Option<SignedBy>) -> &'static str {
    match level {
        Some(SignedBy::School) => "校級",
        Some(SignedBy::College) => "院級",
        Some(SignedBy::Department) => "系級",
        None => BLANK,
    }
}

pub(crate) fn event(kind: Option<EventKind>) -> &'static str {
    match kind {
        Some(EventKind::CrossSchool) => "跨校活動",
        Some(EventKind::CrossCommunity) => "跨社群活動",
        Some(EventKind::TrainingWorkshop) => "培力工作坊",
        None => BLANK,
    }
}

pub(crate) fn activity(kind: Option<ActivityKind>) -> &'static str {
    match kind {
        Some(ActivityKind::Sig) => "SIG 議題交流",
        Some(ActivityKind::CoTraining) => "共培活動",
        Some(ActivityKind::Expo) => "USR EXPO",
        Some(ActivityKind::Forum) => "論壇",
        Some(ActivityKind::Other) => "其他",
        None => BLANK,
    }
}

pub(crate) fn ownership(ownership: Option<Ownership>) -> &'static str {
    match ownership {
        Some(Ownership::National) => "國立",
        Some(Ownership::Private) => "私立",
        Some(Ownership::Municipal) => "直轄市、縣（市）政府主管",
        None => BLANK,
    }
}

pub(crate) fn approval(status: Option<ApprovalStatus>) -> &'static str {
    match status {
        Some(ApprovalStatus::Requested) => "已報部",
        Some(ApprovalStatus::Approved) => "已核准",
        None => "",
    }
}

/// A partner's kind, where it is one of the usual keys; else as written.
pub(crate) fn partner(kind: &str) -> &str {
    match kind {
        "local_government" => "地方政府",
        "industry" => "產業",
        "community" => "社區",
        "school" => "學校",
        "npo" | "non_profit" => "非營利組織",
        other => other,
    }
}

/// Shape and word of an outcome: told apart without colour.
pub(crate) fn standing(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Pass => ("○", "符合"),
        Standing::Violation => ("×", "不符合"),
        Standing::OverPrinciple => ("△", "超過原則"),
        Standing::Justified => ("▲", "已敘明理由"),
        Standing::NeedsApproval => ("◇", "須報部核准"),
        Standing::NeedsConfirmation => ("□", "待確認"),
        Standing::Undetermined => ("？", "資料未填"),
        Standing::Reminder => ("※", "提醒"),
        Standing::NotApplicable => ("－", "不適用"),
    }
}

pub(crate) fn date(date: Option<Date>) -> String {
    date.map_or_else(|| BLANK.to_owned(), Date::in_roc)
}

/// A text, or the word for what is not filled in.
pub(crate) fn or_blank(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        BLANK.to_owned()
    } else {
        text.to_owned()
    }
}

/// 壹貳參… of chapters.
pub(crate) fn capital_number(n: usize) -> String {
    numeral(
        n,
        ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"],
        "拾",
    )
}

/// 一二三… of sections.
pub(crate) fn number(n: usize) -> String {
    numeral(
        n,
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
        "十",
    )
}

fn numeral(n: usize, digits: [&str; 10], ten: &str) -> String {
    match n {
        0..=9 => digits[n].to_owned(),
        10..=19 => format!("{ten}{}", if n == 10 { "" } else { digits[n - 10] }),
        20..=99 => {
            format!(
                "{}{ten}{}",
                digits[n / 10],
                if n.is_multiple_of(10) { "" } else { digits[n % 10] }
            )
        }
        _ => n.to_string(),
    }
}

/// The seventeen goals (SDGs 關聯議題).
pub(crate) fn goal(number: u8) -> &'static str {
    match number {
        1 => "終結貧窮",
        2 => "消除飢餓",
        3 => "健康與福祉",
        4 => "優質教育",
        5 => "性別平權",
        6 => "淨水及衛生",
        7 => "可負擔的潔淨能源",
        8 => "合適的工作及經濟成長",
        9 => "工業化、創新及基礎建設",
        10 => "減少不平等",
        11 => "永續城鄉",
        12 => "責任消費及生產",
        13 => "氣候行動",
        14 => "保育海洋生態",
        15 => "保育陸域生態",
        16 => "和平、正義及健全制度",
        17 => "多元夥伴關係",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numerals() {
        assert_eq!(
            [1, 10, 11, 20, 23].map(super::number),
            ["一", "十", "十一", "二十", "二十三"]
        );
        assert_eq!([9, 10, 12].map(super::capital_number), ["玖", "拾", "拾貳"]);
    }
}
