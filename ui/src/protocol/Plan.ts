
export type Plan = unknown;
