import type { Attachment } from "./Attachment";
import type { Call } from "./Call";
import type { ChecklistItem } from "./ChecklistItem";
import type { Confirmation } from "./Confirmation";
import type { Person } from "./Person";
import type { Proposal } from "./Proposal";
import type { School } from "./School";
import type { SupportPlan } from "./SupportPlan";

export type Workspace = { format: string, version: number, edition: string, cycle: string | null, call: Call, school: School, people: Array<Person>, support_plan: SupportPlan | null, proposals: Array<Proposal>, confirmations: Record<string, Confirmation>, checklist?: Array<ChecklistItem>, attachments: Array<Attachment> };
