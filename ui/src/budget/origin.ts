import type { BudgetLine } from './line'
import { same } from '../decimal'

/** Fields in the order of the sheet's columns. */
const FIELDS = ['category', 'item', 'unit_price', 'quantity', 'unit', 'amount', 'note'] as const
export type SourceField = (typeof FIELDS)[number]

/** The cells that a line was read from, in the order of the columns. */
export function cells(source: NonNullable<BudgetLine['source']>): { field: SourceField; cell: string }[] {
  return FIELDS.flatMap((field) => {
    const cell = source.cells[field]
    return cell === undefined ? [] : [{ field, cell }]
  })
}

/** Whether the amount says something else than what was imported; where that is not known, nothing is claimed. */
export function changedByHand(line: BudgetLine): boolean {
  const imported = line.source?.amount
  return imported !== undefined && !same(imported, line.amount)
}

/** A copy for another year was not read from that year's cells. */
export function withoutSource(line: BudgetLine): BudgetLine {
  const copy = { ...line }
  delete copy.source
  return copy
}
