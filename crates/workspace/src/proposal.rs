//! A proposal (計畫): who, since when, with what experience, saying what, for how much.

use crate::{
    Attachment, BudgetYear, Confirmation, Contact, Date, Money, PersonId, ProposalId, Prose, Site, Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One proposal of the season.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Stable id.
    #[ts(type = "string")]
    pub id: ProposalId,
    /// 計畫名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// 計畫類型; one of the other edition is kept and reported.
    #[serde(default, rename = "type")]
    pub proposal_type: Option<ProposalType>,
    /// First day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub starts_on: Option<Date>,
    /// Last day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub ends_on: Option<Date>,
    /// Whether the school means to submit it; `false` = judged, but never counted across proposals.
    #[serde(default = "yes")]
    pub submit: bool,
    /// 提案主題 (109–111: one of six).
    #[serde(default)]
    pub topic: Option<Topic>,
    /// SDGs 關聯議題, by number.
    #[serde(default)]
    pub sdgs: Vec<u8>,
    /// 擇定計畫主持人之依據.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub pi_selection_basis: Text,
    /// 計畫團隊.
    #[serde(default)]
    pub team: Vec<TeamMember>,
    /// 曾執行計畫.
    #[serde(default)]
    pub past_projects: Vec<PastProject>,
    /// 國際合作備忘錄、協議.
    #[serde(default)]
    pub agreements: Vec<Agreement>,
    /// 跨校、跨社群活動或培力工作坊.
    #[serde(default)]
    pub events: Vec<Event>,
    /// 合作單位.
    #[serde(default)]
    pub partners: Vec<Partner>,
    /// 計畫內容, by key.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// 績效指標.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// One budget a year.
    #[serde(default)]
    pub budget: Vec<BudgetYear>,
    /// 附件.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Reasons for going beyond a principle: rule id → year → reason.
    #[serde(default)]
    #[ts(type = "Record<string, Record<string, string | null>>")]
    pub justifications: BTreeMap<String, BTreeMap<u16, Text>>,
    /// Confirmations: rule id → who, when, on what basis.
    #[serde(default)]
    pub confirmations: BTreeMap<String, Confirmation>,
    /// Version 2. Whom to ask about this proposal (計畫聯絡人).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Contact>>", optional)]
    pub contacts: Vec<Contact>,
    /// Version 2. 實踐場域.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Site>>", optional)]
    pub sites: Vec<Site>,
}

fn yes() -> bool {
    true
}

impl Proposal {
    /// A proposal with nothing but its id.
    pub fn blank(id: ProposalId) -> Proposal {
        Proposal {
            id,
            title: Text::default(),
            proposal_type: None,
            starts_on: None,
            ends_on: None,
            submit: true,
            topic: None,
            sdgs: Vec::new(),
            pi_selection_basis: Text::default(),
            team: Vec::new(),
            past_projects: Vec::new(),
            agreements: Vec::new(),
            events: Vec::new(),
            partners: Vec::new(),
            sections: Vec::new(),
            indicators: Vec::new(),
            budget: Vec::new(),
            attachments: Vec::new(),
            justifications: BTreeMap::new(),
            confirmations: BTreeMap::new(),
            contacts: Vec::new(),
            sites: Vec::new(),
        }
    }

    /// The proposal without what makes it large: no narrative, no budgets.
    pub fn frame(&self) -> Proposal {
        Proposal {
            id: self.id.clone(),
            title: self.title.clone(),
            proposal_type: self.proposal_type,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            submit: self.submit,
            topic: self.topic,
            sdgs: self.sdgs.clone(),
            pi_selection_basis: self.pi_selection_basis.clone(),
            team: self.team.clone(),
            past_projects: self.past_projects.clone(),
            agreements: self.agreements.clone(),
            events: self.events.clone(),
            partners: self.partners.clone(),
            sections: Vec::new(),
            indicators: self.indicators.clone(),
            budget: Vec::new(),
            attachments: self.attachments.clone(),
            justifications: self.justifications.clone(),
            confirmations: self.confirmations.clone(),
            contacts: self.contacts.clone(),
            sites: self.sites.clone(),
        }
    }
}

/// 計畫類型 of both editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposalType {
    /// 萌芽型.
    Sprout,
    /// 深耕型.
    Deepening,
    /// 國際合作型 (112–116).
    International,
    /// 特色永續型 (112–116).
    Distinctive,
    /// 國際連結類萌芽型 (109–111).
    LinkageSprout,
    /// 國際連結類深耕型 (109–111).
    LinkageDeepening,
}

/// 六大議題 of 109–111.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 在地關懷.
    LocalCare,
    /// 永續環境.
    EnvironmentalSustainability,
    /// 產業鏈結與經濟永續.
    IndustryLinkageAndEconomicSustainability,
    /// 健康促進與食品安全.
    HealthAndFoodSafety,
    /// 文化永續.
    CulturalSustainability,
    /// 其他社會實踐.
    OtherSocialPractice,
}

/// A person's place in the team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TeamMember {
    /// Of the roster.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub person: Option<PersonId>,
    /// Role.
    #[serde(default)]
    pub role: Option<Role>,
}

/// Role in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 計畫主持人.
    PrincipalInvestigator,
    /// 共同主持人.
    CoPrincipalInvestigator,
    /// 協同主持人.
    AssociateInvestigator,
    /// 顧問.
    Adviser,
    /// 成員.
    Member,
}

impl Role {
    /// 主持人、共同主持人或協同主持人: the roles that the one-project limit and the fee ban speak of.
    pub fn is_investigator(self) -> bool {
        matches!(
            self,
            Role::PrincipalInvestigator | Role::CoPrincipalInvestigator | Role::AssociateInvestigator
        )
    }
}

/// A project that the team carried out before (曾執行計畫).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PastProject {
    /// 計畫名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// Under which programme.
    #[serde(default)]
    pub program: Option<Program>,
    /// First day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub starts_on: Option<Date>,
    /// Last day, counted in.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub ends_on: Option<Date>,
    /// Who of the team.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub person: Option<PersonId>,
    /// In what role.
    #[serde(default)]
    pub role: Option<Role>,
    /// 佐證.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub evidence: Text,
}

/// Programmes that past projects belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    /// 大學特色類萌芽型.
    UsrSprout,
    /// 大學特色類深耕型.
    UsrDeepening,
    /// 種子型 (before 109).
    UsrSeed,
    /// 大學社會責任實踐基地育成種子計畫.
    UsrHubSeed,
    /// 高教深耕計畫自行推動之善盡社會責任計畫.
    SelfRunSocialResponsibility,
    /// 國際連結類.
    UsrLinkage,
    /// 國際合作型.
    UsrInternational,
    /// 特色永續型.
    UsrDistinctive,
    /// 其他部會.
    OtherMinistry,
    /// Anything else.
    Other,
}

/// 國際合作備忘錄或國際合作協議.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What it is.
    #[serde(default)]
    pub kind: Option<AgreementKind>,
    /// With whom.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub party: Text,
    /// What the other party is.
    #[serde(default)]
    pub party_kind: Option<PartyKind>,
    /// ISO 3166 code of its country or region.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub country: Text,
    /// 簽署日.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub signed_on: Option<Date>,
    /// 效期 (last day).
    #[serde(default)]
    #[ts(type = "string | null")]
    pub expires_on: Option<Date>,
    /// Who signed for the school.
    #[serde(default)]
    pub signed_by: Option<SignedBy>,
    /// 依計畫內容簽署.
    #[serde(default)]
    pub covers_plan: Option<bool>,
    /// The scanned document.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub document: Text,
}

/// What a signed paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// 備忘錄.
    Mou,
    /// 協議.
    Agreement,
    /// 意向書.
    LetterOfIntent,
}

/// What the other party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 國外大學.
    University,
    /// 專業組織.
    ProfessionalOrganization,
    /// Anything else.
    Other,
}

/// At what level the school signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignedBy {
    /// 校.
    School,
    /// 院.
    College,
    /// 系.
    Department,
}

/// 跨校、跨社群活動或培力工作坊.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// 名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// What it is.
    #[serde(default)]
    pub kind: Option<EventKind>,
    /// 民國 year.
    #[serde(default)]
    pub year: Option<u16>,
    /// Schools that take part, as written.
    #[serde(default)]
    #[ts(type = "Array<string | null>")]
    pub schools: Vec<Text>,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 跨校活動.
    CrossSchool,
    /// 跨社群活動.
    CrossCommunity,
    /// 培力工作坊.
    TrainingWorkshop,
}

/// 合作單位.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// 名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// Free text (`local_government`, `industry`…).
    #[serde(default)]
    #[ts(type = "string | null")]
    pub kind: Text,
}

/// A narrative section (計畫內容).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What the section is; required keys depend on the type.
    pub key: String,
    /// Plain text; blank lines part paragraphs.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub text: Text,
    /// Version 2. The same words as the editor set them; `text` is its plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub document: Option<Prose>,
}

/// A performance indicator (績效指標).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 指標名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// 單位.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub unit: Text,
    /// 基準值.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub baseline: Option<Money>,
    /// 逐年目標: 民國 year → value.
    #[serde(default)]
    #[ts(type = "Record<string, string | null>")]
    pub targets: BTreeMap<u16, Option<Money>>,
}
