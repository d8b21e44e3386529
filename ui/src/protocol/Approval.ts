import type { ApprovalStatus } from "./ApprovalStatus";

export type Approval = { status: ApprovalStatus | null, document: string | null, on: string | null };
