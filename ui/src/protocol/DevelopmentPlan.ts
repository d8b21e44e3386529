
export type DevelopmentPlan = { title: string | null, pages: string | null, adopted_on: string | null };
