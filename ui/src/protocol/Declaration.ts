
export type Declaration = { declared: boolean | null, on: string | null };
