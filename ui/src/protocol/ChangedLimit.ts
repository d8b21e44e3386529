
export type ChangedLimit = { rule: string, title: string, clause: string, name: string, before: string | null, after: string | null };
