import type { BudgetLine } from "./BudgetLine";

export type BudgetYear = { year: number, grant_requested: string | null, grant_approved: string | null, lines: Array<BudgetLine> };
