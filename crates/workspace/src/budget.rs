//! Budgets (經費表): one a year, lines by category and fund.

use crate::{Date, LineId, Money, PersonId, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One year's budget of a proposal or of the support plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BudgetYear {
    /// 民國 year: 115 is 2026.
    pub year: u16,
    /// 申請補助額.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub grant_requested: Option<Money>,
    /// 核定補助額; once filled in, it is the grant of every rule.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub grant_approved: Option<Money>,
    /// 經費項目.
    #[serde(default)]
    pub lines: Vec<BudgetLine>,
}

impl BudgetYear {
    /// 補助經費 G of this year: the approved amount where there is one, else the requested one.
    pub fn grant(&self) -> Option<Money> {
        self.grant_approved.or(self.grant_requested)
    }
}

/// One budget line (經費項目).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Stable id.
    #[ts(type = "string")]
    pub id: LineId,
    /// 經費類別.
    #[serde(default)]
    pub category: Option<Category>,
    /// 項目名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub item: Text,
    /// 經費來源.
    #[serde(default)]
    pub fund: Option<Fund>,
    /// 單價（元）.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub unit_price: Option<Money>,
    /// 數量.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub quantity: Option<Money>,
    /// 單位.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub unit: Text,
    /// 總價（元）.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub amount: Option<Money>,
    /// 職別, for personnel.
    #[serde(default)]
    pub position: Option<Position>,
    /// Who draws it, where it is one person's.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub person: Option<PersonId>,
    /// What else the line is.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// 說明.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub note: Text,
    /// 報部核准.
    #[serde(default)]
    pub approval: Option<Approval>,
    /// 增加之經費項目（第七點第三款）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub extra_item: Option<bool>,
    /// Version 2. 鎖定: a proposal of the program to move money leaves this line alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub locked: Option<bool>,
    /// Version 2. Where an imported line came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<LineSource>,
}

/// The cells that a line was read from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineSource {
    /// Name of the workbook.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub file: Text,
    /// Name of its sheet.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub sheet: Text,
    /// Field of the line → cell (`amount` → `F12`).
    #[serde(default)]
    pub cells: BTreeMap<String, String>,
    /// 總價 as it was imported: a line that says something else now was changed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub amount: Option<Money>,
}

impl BudgetLine {
    /// A line with nothing but its id.
    pub fn blank(id: LineId) -> BudgetLine {
        BudgetLine {
            id,
            category: None,
            item: Text::default(),
            fund: None,
            unit_price: None,
            quantity: None,
            unit: Text::default(),
            amount: None,
            position: None,
            person: None,
            tags: Vec::new(),
            note: Text::default(),
            approval: None,
            extra_item: None,
            locked: None,
            source: None,
        }
    }

    /// Nothing that a rule reads is filled in: such a line is ignored everywhere.
    pub fn is_empty(&self) -> bool {
        // Texts last: nearly every line has an amount, and white space is slow to look for.
        self.amount.is_none()
            && self.unit_price.is_none()
            && self.quantity.is_none()
            && self.position.is_none()
            && self.person.is_none()
            && self.tags.is_empty()
            && self.item.is_blank()
            && self.note.is_blank()
    }

    /// Counts as 人事費: one of the eight positions makes it so, whatever the category says.
    pub fn is_personnel(&self) -> bool {
        self.category == Some(Category::Personnel) || self.position.is_some_and(Position::is_listed)
    }

    /// Whether the line carries this tag.
    pub fn is_tagged(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }
}

/// 經費類別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 人事費.
    Personnel,
    /// 業務費.
    Operations,
    /// 雜支（要點作「雜費」）.
    Miscellaneous,
    /// 設備及投資（資本門）.
    Capital,
}

/// 經費來源.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fund {
    /// 補助款: the ministry's.
    Grant,
    /// 配合款: the school's own.
    Matching,
    /// 外部資源: neither; never counted as matching.
    External,
}

/// 職別: the eight of 第七點第二款, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// 計畫主持人.
    PrincipalInvestigator,
    /// 共同主持人.
    CoPrincipalInvestigator,
    /// 協同主持人.
    AssociateInvestigator,
    /// 專案教學人員.
    ProjectInstructor,
    /// 專案經理.
    ProjectManager,
    /// 專任助理.
    FullTimeAssistant,
    /// 兼任助理.
    PartTimeAssistant,
    /// 教學助理.
    TeachingAssistant,
    /// Anything else.
    Other,
}

impl Position {
    /// One of the eight that the clause lists.
    pub fn is_listed(self) -> bool {
        self != Position::Other
    }

    /// 專案教學人員、專案經理及專任助理等專任人員（第七點第五款第一目）.
    pub fn is_full_time(self) -> bool {
        matches!(
            self,
            Position::ProjectInstructor | Position::ProjectManager | Position::FullTimeAssistant
        )
    }
}

/// What a line is besides its category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// 國外差旅費.
    ForeignTravel,
    /// 國際交流費用.
    InternationalExchange,
    /// 勞保費.
    LaborInsurance,
    /// 健保費.
    HealthInsurance,
    /// 勞退基金（離職儲金）.
    Pension,
}

/// 報本部核准 of a line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// How far it has come.
    #[serde(default)]
    pub status: Option<ApprovalStatus>,
    /// 文號.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub document: Text,
    /// 核准日.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
}

impl Approval {
    /// Approved, with a document number that is not blank.
    pub fn is_given(&self) -> bool {
        self.status == Some(ApprovalStatus::Approved) && !self.document.is_blank()
    }
}

/// How far an approval has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalStatus {
    /// 已報部.
    Requested,
    /// 已核准.
    Approved,
}
