import type { BudgetLine } from '../host/protocol'

export type { BudgetLine, BudgetYear, Category, Fund, Position, Tag } from '../host/protocol'

/** A line with nothing but its id. Amounts and quantities are decimal strings; blank is `null`. */
export function blankLine(id: string): BudgetLine {
  return {
    id,
    category: null,
    item: null,
    fund: null,
    unit_price: null,
    quantity: null,
    unit: null,
    amount: null,
    position: null,
    person: null,
    tags: [],
    note: null,
    approval: null,
  }
}

/** Nothing that a rule reads is filled in (the desk ignores such a line, and so do the sums here). */
export function isEmpty(line: BudgetLine): boolean {
  const texts = [line.item, line.unit_price, line.quantity, line.amount, line.position, line.person, line.note]
  return texts.every((text) => (text ?? '').trim() === '') && line.tags.length === 0
}

/** Counts as 人事費: one of the eight positions makes it so, whatever the category says. */
export function isPersonnel(line: BudgetLine): boolean {
  return line.category === 'personnel' || (line.position !== null && line.position !== 'other')
}
