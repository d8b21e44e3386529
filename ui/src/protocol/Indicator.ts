
export type Indicator = { name: string | null, unit: string | null, baseline: string | null, targets: Record<string, string | null> };
