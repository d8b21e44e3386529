
export type SupportSections = { operations: string | null, hub: string | null, evaluation: string | null };
