/**
 * What an act on the sheet changes, as edits of the season: each act is one undoable step.
 *
 * Labels are in zh-TW whatever the window's language is: they are stored in the history that colleagues share.
 */

import { readCell, type CellDoubt, type Column } from './columns'
import { product, same } from '../decimal'
import type { Edit, Sentence } from '../host/protocol'
import { blankLine, type BudgetLine } from './line'
import type { Row } from './rows'
import type { Range } from './selection'

/** The year that is open: its address (`/proposals/a/budget/115`) and its lines in order. */
export interface Year {
  readonly base: string
  readonly lines: readonly BudgetLine[]
}

/** A text that was not taken; its cell keeps what it had. */
export interface Unread {
  readonly row: string
  readonly column: Column
  readonly text: string
  readonly doubt: CellDoubt
}

export interface Change {
  readonly edits: readonly Edit[]
  /** Cells written. */
  readonly written: number
  /** Lines made. */
  readonly added: number
  readonly unread: readonly Unread[]
}

/** One text into one cell; a blank row becomes a line. */
export function write(year: Year, row: Row, column: Column, text: string): Change {
  const line = lineOf(row)
  const reading = readCell(column, text)
  if (reading.kind === 'unreadable') {
    return { edits: [], written: 0, added: 0, unread: [{ row: row.key, column, text: reading.text, doubt: reading.doubt }] }
  }
  const next = put(line, column, reading.value, reading.unit)
  const edits = put(line, column, reading.value) === line ? [] : keep(year, row, line, next)
  return { edits, written: edits.length ? 1 : 0, added: edits.length && row.kind === 'blank' ? 1 : 0, unread: [] }
}

/** The line with the value in the column, and with what follows from it; the same object where nothing changes. */
export function put(line: BudgetLine, column: Column, value: unknown, unit?: string): BudgetLine {
  if (equal(line[column], value)) return line
  const next = { ...line, [column]: value } as BudgetLine
  if (unit && !(line.unit ?? '').trim()) next.unit = unit
  if (column === 'unit_price' || column === 'quantity') {
    const followed = line.amount === null || same(line.amount, product(line.unit_price, line.quantity))
    if (followed) next.amount = product(next.unit_price, next.quantity)
  }
  return next
}

/** Blanks the cells of the range; of several columns the category stays, or the lines would jump out of place. */
export function clear(year: Year, range: Range): Change {
  const columns = range.columns.length > 1 ? range.columns.filter((column) => column !== 'category') : range.columns
  const edits: Edit[] = []
  let written = 0
  for (const row of range.rows) {
    if (row.kind !== 'line') continue
    let next = row.line
    for (const column of columns) {
      const blank = column === 'tags' ? [] : isFree(column) ? '' : null
      // Not `put`: clearing a price must not clear the amount that stands beside it.
      next = { ...next, [column]: blank } as BudgetLine
      if (!equal(row.line[column], blank)) written += 1
    }
    edits.push(...differences(year, row.line, next))
  }
  return { edits, written, added: 0, unread: [] }
}

/** Copies the first rows (or the first column) of the range over the rest; of a single one, what stands before it. */
export function fill(
  year: Year,
  range: Range,
  towards: 'down' | 'right',
  rows: readonly Row[],
  columns: readonly Column[],
  from = 1,
): Change {
  const edits: Edit[] = []
  let [written, added] = [0, 0]
  const unread: Unread[] = []
  if (towards === 'down') {
    const steps = rows.filter((row) => row.kind !== 'band')
    const first = steps.findIndex((row) => row.key === range.rows[0]?.key)
    const sources = range.rows.length > 1 ? range.rows.slice(0, from) : [steps[first - 1]]
    const rest = range.rows.length > 1 ? range.rows.slice(from) : range.rows
    for (const [index, row] of rest.entries()) {
      const source = sources[index % sources.length]
      if (source?.kind !== 'line' || (row.kind === 'blank' && row.group !== source.group)) continue
      const line = lineOf(row)
      const next = range.columns.reduce((made, column) => put(made, column, source.line[column]), line)
      if (next === line) continue
      written += range.columns.filter((column) => !equal(line[column], next[column])).length
      added += row.kind === 'blank' ? 1 : 0
      edits.push(...keep(year, row, line, next))
    }
    return { edits, written, added, unread }
  }
  const first = range.columns.length > 1 ? range.columns[0]! : columns[columns.indexOf(range.columns[0]!) - 1]
  if (!first) return NOTHING
  for (const row of range.rows) {
    if (row.kind !== 'line') continue
    let next = row.line
    for (const column of range.columns) {
      if (column === first) continue
      const reading = readCell(column, String(row.line[first] ?? ''))
      if (reading.kind === 'unreadable') {
        unread.push({ row: row.key, column, text: reading.text, doubt: reading.doubt })
        continue
      }
      const made = put(next, column, reading.value)
      if (made !== next) written += 1
      next = made
    }
    edits.push(...differences(year, row.line, next))
  }
  return { edits, written, added, unread }
}

/** Empty lines of the same category and fund beside the range, as many as it has rows. */
export function insert(year: Year, range: Range, where: 'above' | 'below', ids: readonly string[]): Change {
  const lines = range.rows.filter((row) => row.kind === 'line')
  const beside = where === 'above' ? lines[0] : lines.at(-1)
  if (!beside) return NOTHING
  const index = year.lines.findIndex((line) => line.id === beside.key)
  const before = where === 'above' ? beside.key : (year.lines[index + 1]?.id ?? null)
  const edits = ids.slice(0, lines.length).map((id): Edit => {
    const value = { ...blankLine(id), category: beside.line.category, fund: beside.line.fund }
    return { add: { list: `${year.base}/lines`, value, before } }
  })
  return { edits, written: 0, added: edits.length, unread: [] }
}

export function remove(year: Year, range: Range): Change {
  const edits = range.rows
    .filter((row) => row.kind === 'line')
    .map((row): Edit => ({ remove: { path: `${year.base}/lines/${row.key}` } }))
  return { edits, written: 0, added: 0, unread: [] }
}

/** Moves the range's lines by one within their category: the neighbour steps to their other side. */
export function shift(year: Year, range: Range, by: -1 | 1, rows: readonly Row[]): Change {
  const chosen = range.rows.filter((row) => row.kind === 'line')
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (!first || !last || first.group !== last.group) return NOTHING
  const own = rows.filter((row) => row.kind === 'line' && row.group === first.group)
  const neighbour = own[own.findIndex((row) => row.key === (by < 0 ? first.key : last.key)) + by]
  if (!neighbour) return NOTHING
  const after = year.lines.findIndex((line) => line.id === last.key)
  const before = by > 0 ? first.key : (year.lines[after + 1]?.id ?? null)
  return { edits: [{ move: { path: `${year.base}/lines/${neighbour.key}`, before } }], written: 0, added: 0, unread: [] }
}

/** Several edits as one step under one name; a single one keeps the desk's own words for it. */
export function step(edits: readonly Edit[], label: Sentence): Edit | null {
  if (edits.length === 0) return null
  return edits.length === 1 ? edits[0]! : { all: { label, edits: [...edits] } }
}

export const NOTHING: Change = { edits: [], written: 0, added: 0, unread: [] }

/** The line of a row; for a blank row the one it would become: of its category, paid from the grant until said otherwise. */
export function lineOf(row: Row): BudgetLine {
  if (row.kind === 'line') return row.line
  const category = row.kind === 'blank' && row.group !== 'none' ? row.group : null
  return { ...blankLine(row.key), category, fund: 'grant' }
}

/** Edits that make `next` of `line`: fields of a line that exists, or the whole of a new one. */
export function keep(year: Year, row: Row, line: BudgetLine, next: BudgetLine): Edit[] {
  if (row.kind === 'line') return differences(year, line, next)
  return [{ add: { list: `${year.base}/lines`, value: next, before: endOf(year, next) } }]
}

/** Before which line a new line of the category goes: behind the last of its kind. */
function endOf(year: Year, line: BudgetLine): string | null {
  const last = year.lines.findLastIndex((other) => other.category === line.category)
  return last < 0 ? null : (year.lines[last + 1]?.id ?? null)
}

export function differences(year: Year, line: BudgetLine, next: BudgetLine): Edit[] {
  return (Object.keys(next) as (keyof BudgetLine)[])
    .filter((field) => !equal(line[field], next[field]))
    .map((field) => ({ set: { path: `${year.base}/lines/${line.id}/${field}`, value: next[field] } }))
}

function isFree(column: Column): boolean {
  return column === 'item' || column === 'unit' || column === 'note'
}

function equal(a: unknown, b: unknown): boolean {
  const [left, right] = [a ?? '', b ?? '']
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}
