/**
 * What the sheet shows from top to bottom: each category as a band with its subtotal, its lines, and one blank row
 * to type into. The order of lines within a category is the order of the list.
 */

import type { BudgetLine } from './line'
import { GROUPS, groupOf, type Group } from './totals'

export type Row =
  | { readonly kind: 'band'; readonly key: string; readonly group: Group; readonly count: number }
  | { readonly kind: 'line'; readonly key: string; readonly group: Group; readonly line: BudgetLine }
  /** Becomes a line under its key as soon as something is written into it. */
  | { readonly kind: 'blank'; readonly key: string; readonly group: Group }

/** Ids that the blank rows will give their lines, one a category. */
export type Blanks = Readonly<Record<Exclude<Group, 'none'>, string>>

export function sheetRows(lines: readonly BudgetLine[], blanks: Blanks): Row[] {
  const rows: Row[] = []
  for (const group of GROUPS) {
    const own = lines.filter((line) => groupOf(line) === group)
    if (group === 'none' && own.length === 0) continue
    rows.push({ kind: 'band', key: `band-${group}`, group, count: own.length })
    for (const line of own) rows.push(rowOf(line, group))
    if (group !== 'none') rows.push({ kind: 'blank', key: blanks[group], group })
  }
  return rows
}

// A line that did not change keeps its row, so that an edit draws one row anew and not the sheet.
const drawn = new WeakMap<BudgetLine, Row>()

function rowOf(line: BudgetLine, group: Group): Row {
  const known = drawn.get(line)
  if (known) return known
  const row: Row = { kind: 'line', key: line.id, group, line }
  drawn.set(line, row)
  return row
}

/** A new id that no line has; random, so that two windows or a colleague's file never make the same one. */
export function freshId(random: () => number = secureRandom): string {
  const digits = Array.from({ length: 10 }, () => Math.floor(random() * 36).toString(36)).join('')
  return `l-${digits}`
}

/** As many new ids as are asked for. */
export function* freshIds(): Generator<string> {
  for (;;) yield freshId()
}

export function freshBlanks(random?: () => number): Blanks {
  return {
    personnel: freshId(random),
    operations: freshId(random),
    miscellaneous: freshId(random),
    capital: freshId(random),
  }
}

function secureRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
}
