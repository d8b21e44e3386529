
export type Partner = { name: string | null, kind: string | null };
