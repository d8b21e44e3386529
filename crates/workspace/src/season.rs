//! The whole: one school, one cycle, everything that it submits.

use crate::{
    Activity, AttachmentId, Comment, Contact, Date, Milestone, Moment, PersonId, Proposal, ProposalType,
    Setup, SupportPlan, Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// `format` of the file form.
pub const FORMAT: &str = "usr-desk.workspace";
/// The newest version of the file form that this program reads; it writes the lowest that holds everything
/// ([`crate::version`]).
pub const VERSION: u32 = 2;

/// One school's season (一校一期): the value that everything else is computed from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Workspace {
    /// Always [`FORMAT`].
    pub format: String,
    /// Version of the file form.
    pub version: u32,
    /// Rule set: `112-116` or `109-111`, or that of a pack added later.
    pub edition: String,
    /// The ministry's own name of the round (第四期 114–116 年). Free text, not a rule set.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub cycle: Text,
    /// Dates of the call (公告).
    #[serde(default)]
    pub call: Call,
    /// The applicant.
    #[serde(default)]
    pub school: School,
    /// The one roster of everybody named anywhere.
    #[serde(default)]
    pub people: Vec<Person>,
    /// 校務支持規劃方案, where the edition knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_plan: Option<SupportPlan>,
    /// Proposals in the school's own order; `submit: false` ones are drafts.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Confirmations of school-wide rules: rule id → who, when, on what basis.
    #[serde(default)]
    pub confirmations: BTreeMap<String, Confirmation>,
    /// The parts that the call asks for; absent = the school keeps no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub checklist: Option<Vec<ChecklistItem>>,
    /// School-level attachments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Version 2. Comments of the accounting office and of reviewers, with their answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Comment>>", optional)]
    pub comments: Vec<Comment>,
    /// Version 2. Activities that the office knows of, and who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Activity>>", optional)]
    pub activities: Vec<Activity>,
    /// Version 2. The season's own dates (時程).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Milestone>>", optional)]
    pub milestones: Vec<Milestone>,
    /// Version 2. Days on which the office is closed; plans backwards from a deadline leave them out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(type = "string[]", optional)]
    pub holidays: Vec<Date>,
    /// Version 2. Saturdays and Sundays on which the office works (補行上班日).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(type = "string[]", optional)]
    pub make_up_days: Vec<Date>,
    /// Version 2. Whether people of the roster whose names look alike are one person: what the office answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<SamePerson>>", optional)]
    pub same_people: Vec<SamePerson>,
    /// Version 2. How the packet is put together (輸出設定); absent = as the program brings it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub setup: Option<Setup>,
}

impl Workspace {
    /// How the packet is put together: the season's own setup, else the program's.
    pub fn setup(&self) -> &Setup {
        self.setup.as_ref().unwrap_or(Setup::usual())
    }

    /// The season without what makes it large: no people, no support plan, no proposals.
    pub fn frame(&self) -> Workspace {
        Workspace {
            format: self.format.clone(),
            version: self.version,
            edition: self.edition.clone(),
            cycle: self.cycle.clone(),
            call: self.call.clone(),
            school: self.school.clone(),
            people: Vec::new(),
            support_plan: None,
            proposals: Vec::new(),
            confirmations: self.confirmations.clone(),
            checklist: self.checklist.clone(),
            attachments: self.attachments.clone(),
            comments: self.comments.clone(),
            activities: self.activities.clone(),
            milestones: self.milestones.clone(),
            holidays: self.holidays.clone(),
            make_up_days: self.make_up_days.clone(),
            same_people: self.same_people.clone(),
            setup: self.setup.clone(),
        }
    }
}

/// The office's answer to "are these one person?" (同一人).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SamePerson {
    /// Of the roster, two or more.
    #[ts(type = "string[]")]
    pub people: Vec<PersonId>,
    /// One person, or different people of like names.
    pub same: bool,
    /// Who answered.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub by: Text,
    /// When.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
}

/// Dates of the ministry's call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// 公告期限.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub deadline: Option<Moment>,
    /// When the school means to submit, or did.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub planned_submission: Option<Moment>,
    /// 要點生效日; the text does not state it.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub effective_on: Option<Date>,
    /// 核定日.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub approved_on: Option<Date>,
}

/// The applicant school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// 校名.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// Who the school answers to.
    #[serde(default)]
    pub ownership: Option<Ownership>,
    /// 空中大學.
    #[serde(default)]
    pub is_open_university: Option<bool>,
    /// 專案輔導學校.
    #[serde(default)]
    pub under_special_guidance: Option<bool>,
    /// 財力分級 of its city or county (1–5), for municipal schools in 109–111.
    #[serde(default)]
    pub fiscal_tier: Option<u8>,
    /// Evidence that USR is part of the school's development plan (校務發展計畫).
    #[serde(default)]
    pub development_plan: DevelopmentPlan,
    /// Version 2. Whom the ministry may ask (聯絡人).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Contact>>", optional)]
    pub contacts: Vec<Contact>,
}

/// Who a school answers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// 國立.
    National,
    /// 私立.
    Private,
    /// 直轄市、縣(市)政府主管.
    Municipal,
}

/// Where the school's development plan lists USR.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DevelopmentPlan {
    /// Its title.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// Pages.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub pages: Text,
    /// When the school's council adopted it.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub adopted_on: Option<Date>,
}

/// A person of the roster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stable id.
    #[ts(type = "string")]
    pub id: PersonId,
    /// 姓名.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// 員工編號: the same number is the same person.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub staff_number: Text,
    /// Never used to tell people apart.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub email: Text,
    /// 服務學校或機構.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub affiliation: Text,
    /// 單位.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub department: Text,
    /// 職稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// 是否教師; blank = not known.
    #[serde(default)]
    pub is_teacher: Option<bool>,
    /// 校長 or 副校長.
    #[serde(default)]
    pub executive: Option<Executive>,
    /// 未兼任他校計畫之聲明.
    #[serde(default)]
    pub other_school_declaration: Option<Declaration>,
}

/// An office that bars from an investigator's fee (第七點第二款).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Executive {
    /// 校長.
    President,
    /// 副校長.
    VicePresident,
}

/// A person's own declaration, with its date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Declared or not; blank = not asked yet.
    #[serde(default)]
    pub declared: Option<bool>,
    /// When.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
}

/// What a person confirmed: it counts only with all three filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Who.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub by: Text,
    /// When.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
    /// On what basis.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub basis: Text,
}

impl Confirmation {
    /// All three parts are there.
    pub fn is_complete(&self) -> bool {
        !self.by.is_blank() && self.on.is_some() && !self.basis.is_blank()
    }
}

/// One part that the call asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// What the office calls it.
    #[ts(type = "string | null")]
    pub title: Text,
    /// Which proposals, or the school.
    pub applies_to: AppliesTo,
    /// The `kind` of attachment that answers it.
    #[ts(type = "string | null")]
    pub attachment_kind: Text,
}

/// Whom a checklist item asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum AppliesTo {
    /// Proposals of these types.
    Types(Vec<ProposalType>),
    /// The school once.
    School(SchoolWord),
}

/// The word `school`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SchoolWord {
    /// The school once.
    School,
}

/// A file that belongs to the packet (附件).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Stable id.
    #[ts(type = "string")]
    pub id: AttachmentId,
    /// What the checklist calls `attachment_kind`; free text.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub kind: Text,
    /// Title as printed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// Path relative to the workspace file.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub file: Text,
}
