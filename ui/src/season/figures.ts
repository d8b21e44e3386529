import type { BudgetLine, BudgetYear, Category, Workspace } from '../host/protocol'
import { parseDecimal, sum, total, type Decimal, ZERO } from '../decimal'

const LISTED = (line: BudgetLine) => line.position !== null && line.position !== 'other'

/** 人事費 by what the line is: one of the eight positions makes it so, whatever its category says. */
export function categoryOf(line: BudgetLine): Category | null {
  return LISTED(line) ? 'personnel' : line.category
}

/** The grant of a year: the approved amount where there is one, else the requested one; `null` = blank. */
export function grantOf(year: BudgetYear): Decimal | null {
  return parseDecimal(year.grant_approved ?? '') ?? parseDecimal(year.grant_requested ?? '')
}

/** Years that any submitted proposal or the support plan has a budget for. */
export function yearsOf(workspace: Workspace): number[] {
  const years = budgets(workspace).flat().map((b) => b.year)
  return [...new Set(years)].sort((a, b) => a - b)
}

/** What the school asks for in a year. */
export function grantIn(workspace: Workspace, year: number): Decimal {
  return grantsOf(budgets(workspace).flat().filter((b) => b.year === year))
}

/** What budgets ask for together; a blank year adds nothing. */
export function grantsOf(years: readonly BudgetYear[]): Decimal {
  return total(years.map((year) => grantOf(year) ?? ZERO))
}

export interface Share {
  category: Category
  amount: Decimal
}

/** What the grant of a year is spent on, over the whole school. */
export function sharesIn(workspace: Workspace, year: number): { shares: Share[]; total: Decimal; matching: Decimal; external: Decimal } {
  const lines = budgets(workspace)
    .flat()
    .filter((b) => b.year === year)
    .flatMap((b) => b.lines)
  const of = (keep: (line: BudgetLine) => boolean) => sum(lines.filter(keep).map((line) => line.amount))
  const categories: Category[] = ['personnel', 'operations', 'miscellaneous', 'capital']
  return {
    shares: categories.map((category) => ({ category, amount: of((l) => l.fund === 'grant' && categoryOf(l) === category) })),
    total: of((l) => l.fund === 'grant'),
    matching: of((l) => l.fund === 'matching'),
    external: of((l) => l.fund === 'external'),
  }
}

function budgets(workspace: Workspace): BudgetYear[][] {
  return [...workspace.proposals.filter((p) => p.submit).map((p) => p.budget), workspace.support_plan?.budget ?? []]
}
