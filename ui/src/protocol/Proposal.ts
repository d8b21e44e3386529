import type { Agreement } from "./Agreement";
import type { Attachment } from "./Attachment";
import type { BudgetYear } from "./BudgetYear";
import type { Confirmation } from "./Confirmation";
import type { Event } from "./Event";
import type { Indicator } from "./Indicator";
import type { Partner } from "./Partner";
import type { PastProject } from "./PastProject";
import type { ProposalType } from "./ProposalType";
import type { Section } from "./Section";
import type { TeamMember } from "./TeamMember";
import type { Topic } from "./Topic";

export type Proposal = { id: string, title: string | null, type: ProposalType | null, starts_on: string | null, ends_on: string | null, submit: boolean, topic: Topic | null, sdgs: Array<number>, pi_selection_basis: string | null, team: Array<TeamMember>, past_projects: Array<PastProject>, agreements: Array<Agreement>, events: Array<Event>, partners: Array<Partner>, sections: Array<Section>, indicators: Array<Indicator>, budget: Array<BudgetYear>, attachments: Array<Attachment>, justifications: Record<string, Record<string, string | null>>, confirmations: Record<string, Confirmation> };
