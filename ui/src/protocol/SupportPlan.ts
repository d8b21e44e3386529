import type { BudgetYear } from "./BudgetYear";
import type { SupportSections } from "./SupportSections";

export type SupportPlan = { sections: SupportSections, budget: Array<BudgetYear> };
