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
  return followed(NOTHING, [], lines)
}

/** The sums of a list that changes under the keys: what stayed as it was is not added again. */
export class RunningTotals {
  #lines: readonly BudgetLine[] = []
  #totals = NOTHING

  of(lines: readonly BudgetLine[]): Totals {
    this.#totals = followed(this.#totals, this.#lines, lines)
    this.#lines = lines
    return this.#totals
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends Decimal | number ? T[K] : Writable<T[K]> }

const NOTHING: Totals = {
  cells: filled(GROUPS, () => filled(PURSES, () => ZERO)),
  byGroup: filled(GROUPS, () => ZERO),
  byPurse: filled(PURSES, () => ZERO),
  all: ZERO,
  grantPersonnel: ZERO,
  grantTravel: ZERO,
  grantAbroad: ZERO,
  blankAmounts: 0,
}

/** The sums once `lines` stand in the place of `before`: only where the lists differ is anything taken away and added. */
function followed(totals: Totals, before: readonly BudgetLine[], lines: readonly BudgetLine[]): Totals {
  const shorter = Math.min(before.length, lines.length)
  let same = 0
  while (same < shorter && before[same] === lines[same]) same += 1
  let tail = 0
  while (tail < shorter - same && before.at(-1 - tail) === lines.at(-1 - tail)) tail += 1
  const gone = before.slice(same, before.length - tail)
  const come = lines.slice(same, lines.length - tail)
  if (gone.length === 0 && come.length === 0) return totals
  const cells = filled(GROUPS, (group) => ({ ...totals.cells[group] }))
  const sums: Writable<Totals> = { ...totals, cells, byGroup: { ...totals.byGroup }, byPurse: { ...totals.byPurse } }
  for (const line of gone) count(sums, line, -1)
  for (const line of come) count(sums, line, 1)
  return sums
}

function count(sums: Writable<Totals>, line: BudgetLine, times: 1 | -1): void {
  const read = line.amount === null ? null : parseDecimal(line.amount)
  if (!read) {
    if (!isEmpty(line)) sums.blankAmounts += times
    return
  }
  const amount = times === 1 ? read : { units: -read.units, scale: read.scale }
  const group = groupOf(line)
  const purse: Purse = line.fund ?? 'none'
  sums.cells[group][purse] = plus(sums.cells[group][purse], amount)
  sums.byGroup[group] = plus(sums.byGroup[group], amount)
  sums.byPurse[purse] = plus(sums.byPurse[purse], amount)
  sums.all = plus(sums.all, amount)
  if (purse !== 'grant') return
  if (isPersonnel(line)) sums.grantPersonnel = plus(sums.grantPersonnel, amount)
  const travel = line.tags.includes('foreign_travel')
  if (travel) sums.grantTravel = plus(sums.grantTravel, amount)
  if (travel || line.tags.includes('international_exchange')) sums.grantAbroad = plus(sums.grantAbroad, amount)
}

function filled<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>
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
