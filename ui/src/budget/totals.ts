/** Sums on screen, computed with the keystroke. What clauses say of them comes from the desk. */

import { ZERO, parseDecimal, plus, type Decimal } from '../decimal'
import { isEmpty, isPersonnel, type BudgetLine } from './line'

export const GROUPS = ['personnel', 'operations', 'miscellaneous', 'capital', 'none'] as const
/** A category, or the lines that have none yet. */
export type Group = (typeof GROUPS)[number]

export const PURSES = ['grant', 'matching', 'external', 'none'] as const
/** A fund, or the lines that have none yet. */
export type Purse = (typeof PURSES)[number]

export interface Totals {
  /** By category and fund. */
  readonly cells: Readonly<Record<Group, Readonly<Record<Purse, Decimal>>>>
  readonly byGroup: Readonly<Record<Group, Decimal>>
  readonly byPurse: Readonly<Record<Purse, Decimal>>
  readonly all: Decimal
  /** 人事費 paid from the grant, as the ratios count it: listed positions of any category too. */
  readonly grantPersonnel: Decimal
  /** Paid from the grant and tagged 國外差旅費. */
  readonly grantTravel: Decimal
  /** Paid from the grant and tagged 國外差旅費 or 國際交流費用, each line once. */
  readonly grantAbroad: Decimal
  /** Lines with something in them but no amount: the sums are not final while there are any. */
  readonly blankAmounts: number
}

export function groupOf(line: BudgetLine): Group {
  return line.category ?? 'none'
}

export function totalsOf(lines: readonly BudgetLine[]): Totals {
  const cells = Object.fromEntries(
    GROUPS.map((group) => [group, Object.fromEntries(PURSES.map((purse) => [purse, ZERO]))]),
  ) as Record<Group, Record<Purse, Decimal>>
  const byGroup = Object.fromEntries(GROUPS.map((group) => [group, ZERO])) as Record<Group, Decimal>
  const byPurse = Object.fromEntries(PURSES.map((purse) => [purse, ZERO])) as Record<Purse, Decimal>
  let [all, grantPersonnel, grantTravel, grantAbroad] = [ZERO, ZERO, ZERO, ZERO]
  let blankAmounts = 0
  for (const line of lines) {
    const amount = line.amount === null ? null : parseDecimal(line.amount)
    if (!amount) {
      if (!isEmpty(line)) blankAmounts += 1
      continue
    }
    const group = groupOf(line)
    const purse: Purse = line.fund ?? 'none'
    cells[group][purse] = plus(cells[group][purse], amount)
    byGroup[group] = plus(byGroup[group], amount)
    byPurse[purse] = plus(byPurse[purse], amount)
    all = plus(all, amount)
    if (purse !== 'grant') continue
    if (isPersonnel(line)) grantPersonnel = plus(grantPersonnel, amount)
    const travel = line.tags.includes('foreign_travel')
    if (travel) grantTravel = plus(grantTravel, amount)
    if (travel || line.tags.includes('international_exchange')) grantAbroad = plus(grantAbroad, amount)
  }
  return { cells, byGroup, byPurse, all, grantPersonnel, grantTravel, grantAbroad, blankAmounts }
}

/** Sum, count and average basis of the selected numbers, for the status bar. */
export function selectionSum(values: Iterable<string | null>): { count: number; total: Decimal } {
  let count = 0
  let total = ZERO
  for (const text of values) {
    const value = text === null ? null : parseDecimal(text)
    if (!value) continue
    count += 1
    total = plus(total, value)
  }
  return { count, total }
}
