/** A block from Excel into the sheet: one step, nothing guessed, and every cell that was not taken is named. */

import { NOTHING, keep, lineOf, put, type Change, type Unread, type Year } from './changes'
import type { Edit } from '../host/protocol'
import type { Block, PastedCell } from './clipboard'
import { COLUMNS, KINDS, readCell, type Column } from './columns'
import { product } from '../decimal'
import type { BudgetLine } from './line'
import type { Row } from './rows'
import type { Range } from './selection'

export interface Pasted extends Change {
  /** Rows of the block that were sums (小計、合計): counted twice if they became lines. */
  readonly sums: number
  /** Cells with something in them that lay beyond the last column. */
  readonly beyond: number
}

const SUM = /^(小計|合計|總計|總額|累計|承前頁|過次頁|本頁合計|(經常門|資本門|人事費|業務費|設備費|雜支)(小計|合計|總計))$/

/** Puts the block at the top left of the range; a single cell fills the whole range. */
export function paste(year: Year, range: Range, block: Block, rows: readonly Row[], ids: Iterator<string>): Pasted {
  const start = range.rows[0]
  if (!start || block.length === 0) return { ...NOTHING, sums: 0, beyond: 0 }
  const single = block.length === 1 && block[0]!.length === 1
  const wide = single && (range.rows.length > 1 || range.columns.length > 1)
  const body = block.filter((row) => single || !isSum(row))
  const targets = wide ? range.rows.filter((row) => row.kind === 'line') : places(start, rows)
  const edits: Edit[] = []
  const unread: Unread[] = []
  let [written, added, beyond] = [0, 0, 0]
  const sources = wide ? targets.map(() => block[0]!) : body
  const first = COLUMNS.indexOf(range.columns[0]!)
  let made = year
  sources.forEach((cells, index) => {
    const row = targets[index] ?? newRow(start, ids)
    if (row.kind === 'blank' && cells.every((cell) => cell.text.trim() === '' || cell.covered)) return
    const columns = wide ? range.columns : COLUMNS.slice(first, first + cells.length)
    beyond += wide ? 0 : cells.slice(columns.length).filter((cell) => cell.text.trim() !== '' && !cell.covered).length
    const line = lineOf(row)
    let next = line
    columns.forEach((column, c) => {
      const cell = cells[wide ? 0 : c]!
      const outcome = putText(next, column, cell, columns)
      if (outcome === 'unreadable') {
        const reading = readCell(column, cell.text)
        if (reading.kind === 'unreadable') unread.push({ row: row.key, column, text: reading.text, doubt: reading.doubt })
        return
      }
      if (outcome !== next || (cell.text.trim() !== '' && !cell.covered)) written += 1
      next = outcome
    })
    const isNew = row.kind === 'blank'
    if (next === line && !isNew) return
    edits.push(...keep(made, row, line, next))
    if (isNew) {
      added += 1
      made = { ...made, lines: withAdded(made, edits.at(-1)!) }
    }
  })
  return { edits, written, added, unread, sums: block.length - body.length, beyond }
}

function putText(line: BudgetLine, column: Column, cell: PastedCell, columns: readonly Column[]): BudgetLine | 'unreadable' {
  const words = KINDS[column] === 'choice' || column === 'unit'
  if (cell.covered && !words) return line
  const reading = readCell(column, cell.text)
  if (reading.kind === 'unreadable') return 'unreadable'
  // The sheet on the other side left the product to be worked out: so does ours.
  const worksOut = column === 'amount' && reading.value === null && columns.includes('quantity')
  if (worksOut && product(line.unit_price, line.quantity) !== null) return line
  return put(line, column, reading.value, reading.unit)
}

/** Existing lines from the first one down to the end of its category, then its blank row. */
function places(start: Row, rows: readonly Row[]): Row[] {
  const own = rows.filter((row) => row.kind !== 'band' && row.group === start.group)
  return own.slice(own.findIndex((row) => row.key === start.key))
}

function newRow(start: Row, ids: Iterator<string>): Row {
  return { kind: 'blank', key: String(ids.next().value), group: start.group }
}

function withAdded(year: Year, edit: Edit): BudgetLine[] {
  if (!('add' in edit)) return [...year.lines]
  const { value, before } = edit.add
  const index = before === null ? year.lines.length : year.lines.findIndex((line) => line.id === before)
  return year.lines.toSpliced(index, 0, value as BudgetLine)
}

function isSum(cells: readonly PastedCell[]): boolean {
  return cells.some((cell) => SUM.test(cell.text.normalize('NFKC').replace(/[\s:：]/g, '')))
}
