
export type Call = { deadline: string | null, planned_submission: string | null, effective_on: string | null, approved_on: string | null };
