
export type Figures = { actual: number, limit: number, headroom: number };
