
export type Confirmation = { by: string | null, on: string | null, basis: string | null };
