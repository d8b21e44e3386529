
export type Section = { key: string, text: string | null };
