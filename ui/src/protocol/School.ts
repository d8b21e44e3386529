import type { DevelopmentPlan } from "./DevelopmentPlan";
import type { Ownership } from "./Ownership";

export type School = { name: string | null, ownership: Ownership | null, is_open_university: boolean | null, under_special_guidance: boolean | null, fiscal_tier: number | null, development_plan: DevelopmentPlan };
