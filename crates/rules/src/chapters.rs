//! Every rule, in clause order. A new rule is one line here.

use crate::rule::{ReadParams, Rule, read_params};
use crate::{after, application, budget, proposal, support_plan, team};

fn rule<R: Rule>() -> (&'static str, ReadParams) {
    (R::DOCUMENT, read_params::<R>)
}

/// Documents with what reads their parameters.
pub(crate) fn all() -> Vec<(&'static str, ReadParams)> {
    vec![
        rule::<application::school_eligible::SchoolEligible>(),
        rule::<proposal::proposal_period::ProposalPeriod>(),
        rule::<application::submission_deadline::SubmissionDeadline>(),
        rule::<application::packet_complete::PacketComplete>(),
        rule::<proposal::proposal_type::ProposalTypeKnown>(),
        rule::<proposal::topic_selected::TopicSelected>(),
        rule::<team::team_experience::TeamExperience>(),
        rule::<team::team_quality::TeamQuality>(),
        rule::<proposal::cross_school_activities::CrossSchoolActivities>(),
        rule::<proposal::international_agreement::InternationalAgreement>(),
        rule::<proposal::teaching_research_feature::TeachingResearchFeature>(),
        rule::<proposal::required_sections::RequiredSections>(),
        rule::<application::proposal_count::ProposalCount>(),
        rule::<application::development_plan_listed::DevelopmentPlanListed>(),
        rule::<team::single_principal_investigator::SinglePrincipalInvestigator>(),
        rule::<team::one_project_per_teacher::OneProjectPerTeacher>(),
        rule::<team::other_school_declaration::OtherSchoolDeclaration>(),
        rule::<proposal::content_not_duplicated::ContentNotDuplicated>(),
        rule::<support_plan::support_plan_complete::SupportPlanComplete>(),
        rule::<support_plan::support_plan_ceiling::SupportPlanCeiling>(),
        rule::<budget::annual_grant_ceiling::AnnualGrantCeiling>(),
        rule::<after::review_preparation::ReviewPreparation>(),
        rule::<support_plan::support_plan_operating_only::SupportPlanOperatingOnly>(),
        rule::<budget::personnel_share::PersonnelShare>(),
        rule::<budget::personnel_listed_positions::PersonnelListedPositions>(),
        rule::<budget::executive_draws_no_fee::ExecutiveDrawsNoFee>(),
        rule::<budget::extra_item_approval::ExtraItemApproval>(),
        rule::<budget::capital_approval::CapitalApproval>(),
        rule::<budget::pay_standard::FullTimePayScale>(),
        rule::<budget::pay_standard::PartTimePayStandard>(),
        rule::<budget::full_time_insurance::FullTimeInsurance>(),
        rule::<budget::matching_fund::MatchingFund>(),
        rule::<budget::foreign_travel_share::ForeignTravelShare>(),
        rule::<after::revise_after_approval::ReviseAfterApproval>(),
        rule::<after::budget_standards::BudgetStandards>(),
        rule::<budget::budget_line_arithmetic::BudgetLineArithmetic>(),
        rule::<budget::budget_grant_total::BudgetGrantTotal>(),
        rule::<budget::budget_whole_dollars::BudgetWholeDollars>(),
        rule::<after::event_rules::EventRules>(),
        rule::<budget::municipal_grant_share::MunicipalGrantShare>(),
        rule::<after::annual_evaluation::AnnualEvaluation>(),
        rule::<after::transition::Transition>(),
    ]
}
