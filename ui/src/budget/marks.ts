/** Which cell a finding speaks of, and what one press can do about it. */

import type { Edit, Finding } from '../host/protocol'
import { inOrder } from '../standing'
import { COLUMNS, type Column } from './columns'
import { parseDecimal, product, same, toText, type Decimal } from '../decimal'
import type { BudgetLine } from './line'

/** Findings by cell (`line id/column`), most severe first. */
export type Marks = ReadonlyMap<string, readonly Finding[]>

export function cellKey(row: string, column: Column): string {
  return `${row}/${column}`
}

/** Rules that speak of a sum of many lines: their place is the figures below the sheet, not each of the cells. */
const MANY = 12

/** The findings of one year's sheet; those that are satisfied leave no mark. */
export function marksOf(findings: readonly Finding[], base: string): Marks {
  const marks = new Map<string, Finding[]>()
  const prefix = `${base}/lines/`
  for (const finding of inOrder(findings)) {
    if (finding.outcome === 'pass' || finding.outcome === 'justified' || finding.outcome === 'reminder') continue
    const own = finding.targets.filter((target) => target.startsWith(prefix))
    if (own.length > MANY) continue
    for (const key of new Set(own.map((target) => keyOf(target.slice(prefix.length))))) {
      marks.set(key, [...(marks.get(key) ?? []), finding])
    }
  }
  return marks
}

function keyOf(rest: string): string {
  const [line = '', field = ''] = rest.split('/')
  const column = (COLUMNS as readonly string[]).includes(field) ? (field as Column) : field === 'person' ? 'item' : 'amount'
  return cellKey(line, column)
}

/** What one press can do about a finding at a cell. */
export type Fix =
  | { kind: 'amount' | 'round' | 'requested'; dollars: string; edit: Edit }
  /** Opens the line's details at the approval. */
  | { kind: 'approval' }

export function fixOf(finding: Finding, line: BudgetLine, base: string, grant: Decimal, approved: boolean): Fix | null {
  const amount = `${base}/lines/${line.id}/amount`
  switch (finding.rule) {
    case 'budget-line-arithmetic': {
      const dollars = product(line.unit_price, line.quantity)
      if (dollars === null || same(dollars, line.amount)) return null
      return { kind: 'amount', dollars, edit: { set: { path: amount, value: dollars } } }
    }
    case 'budget-whole-dollars': {
      const dollars = line.amount === null ? null : nearest(line.amount)
      if (dollars === null || same(dollars, line.amount) || dollars.startsWith('-')) return null
      return { kind: 'round', dollars, edit: { set: { path: amount, value: dollars } } }
    }
    case 'budget-grant-total': {
      if (approved) return null
      const dollars = toText(grant)
      return { kind: 'requested', dollars, edit: { set: { path: `${base}/grant_requested`, value: dollars } } }
    }
    default:
      return finding.outcome === 'needs_approval' ? { kind: 'approval' } : null
  }
}

/** Rounded half up to whole dollars; only ever on a person's press, with the result on the button. */
export function nearest(text: string): string | null {
  const value = parseDecimal(text)
  if (!value) return null
  const one = 10n ** BigInt(value.scale)
  const negative = value.units < 0n
  const units = negative ? -value.units : value.units
  const whole = (units * 2n + one) / (one * 2n)
  return negative && whole !== 0n ? `-${whole}` : whole.toString()
}
