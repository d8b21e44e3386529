use crate::message::Value;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::{Agreement, AgreementKind, PartyKind, Proposal, ProposalType, SignedBy};

/// 應與國外大學或專業組織簽署國際合作備忘錄或國際合作協議.
pub(crate) struct InternationalAgreement;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    types: BTreeMap<ProposalType, Kinds>,
    /// Not 國外: counts as absent.
    home: Vec<String>,
    /// Whether it is 國外 is for a person to say.
    asked: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    accepts: Vec<AgreementKind>,
    /// May stand in for them: a person decides.
    #[serde(default)]
    perhaps: Vec<AgreementKind>,
}

/// What a document is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Absent,
    Asked,
    Good,
}
use Worth::{Absent, Asked, Good};

impl Rule for InternationalAgreement {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("international_agreement.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let agreements = &case.proposal.agreements;
        Some(case.by_type(|kind| {
            let Some(kinds) = params.types.get(&kind) else {
                return Verdict::not_applicable();
            };
            let worths = agreements.iter().map(|a| worth(a, case.proposal, kinds, params));
            let (worst, best) = worths.fold((Absent, Absent), |a, b| (a.0.max(b.0), a.1.max(b.1)));
            let confirmed = season
                .confirmation("international-agreement", Some(case))
                .is_some();
            let verdict = match (worst, best) {
                (Good, _) => Verdict::pass(),
                (Asked, Asked) => Verdict::ask(),
                (Asked, Good) if confirmed => Verdict::ask(),
                (Absent, Absent) => Verdict::violation(),
                _ => Verdict::undetermined(),
            };
            let count = i64::try_from(agreements.len()).unwrap_or(i64::MAX);
            verdict
                .with("count", Value::Count(count))
                .at(case.at("agreements"))
        }))
    }
}

/// What the document is worth in the worst and in the best filling of its blanks.
fn worth(agreement: &Agreement, proposal: &Proposal, kinds: &Kinds, params: &Params) -> (Worth, Worth) {
    let sure = |worth: Worth| (worth, worth);
    let kind = match agreement.kind {
        None => (Absent, Good),
        Some(kind) if kinds.accepts.contains(&kind) => sure(Good),
        Some(kind) if kinds.perhaps.contains(&kind) => sure(Asked),
        Some(_) => sure(Absent),
    };
    // Without a date nothing is signed: that is an answer, not a blank.
    let signed = sure(if agreement.signed_on.is_some() {
        Good
    } else {
        Absent
    });
    let party = match agreement.party_kind {
        None => (Absent, Good),
        Some(PartyKind::Other) => sure(Absent),
        Some(PartyKind::University | PartyKind::ProfessionalOrganization) => sure(Good),
    };
    let country = agreement.country.trim().to_uppercase();
    let foreign = match () {
        () if country.is_empty() => (Absent, Good),
        () if params.home.contains(&country) => sure(Absent),
        () if params.asked.contains(&country) => sure(Asked),
        () => sure(Good),
    };
    let covers = match agreement.covers_plan {
        None => (Absent, Good),
        Some(covers) => sure(if covers { Good } else { Absent }),
    };
    let level = match agreement.signed_by {
        None => (Asked, Good),
        Some(SignedBy::School) => sure(Good),
        Some(SignedBy::College | SignedBy::Department) => sure(Asked),
    };
    let all = [
        kind,
        signed,
        party,
        foreign,
        covers,
        level,
        term(agreement, proposal),
    ];
    all.into_iter()
        .fold((Good, Good), |a, b| (a.0.min(b.0), a.1.min(b.1)))
}

/// 效期: past the plan's last day is good, within it is asked, before it there is nothing.
fn term(agreement: &Agreement, proposal: &Proposal) -> (Worth, Worth) {
    let Some(expires) = agreement.expires_on else {
        return (Absent, Good);
    };
    let lapsed = proposal.starts_on.map(|start| expires < start);
    let covers = proposal.ends_on.map(|end| expires >= end);
    match (lapsed, covers) {
        (Some(true), _) => (Absent, Absent),
        (_, Some(true)) => (Good, Good),
        (Some(false), Some(false)) => (Asked, Asked),
        (Some(false), None) => (Asked, Good),
        (None, Some(false)) => (Absent, Asked),
        (None, None) => (Absent, Good),
    }
}
