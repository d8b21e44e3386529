/** Finding text on the sheet. */

import { COLUMNS, isNumber, shown, type Column } from './columns'
import type { Row } from './rows'
import type { Cell } from './selection'

/** The cells whose text holds what is typed, in reading order; amounts with or without their separators. */
export function found(rows: readonly Row[], typed: string): Cell[] {
  const wanted = fold(typed)
  if (wanted === '') return []
  return rows.flatMap((row) => {
    if (row.kind !== 'line') return []
    const holds = (column: Column) => {
      const text = fold(shown(row.line, column))
      return text.includes(wanted) || (isNumber(column) && bare(text).includes(bare(wanted)))
    }
    return COLUMNS.filter(holds).map((column) => ({ row: row.key, column }))
  })
}

/** Which of the found cells comes after the one that is stood on, or before it; round at the ends. `-1` = none is found. */
export function nextOf(cells: readonly Cell[], rows: readonly Row[], from: Cell, way: 'here' | 'next' | 'back'): number {
  if (cells.length === 0) return -1
  const order = new Map(rows.map((row, index) => [row.key, index]))
  const place = (cell: Cell) => (order.get(cell.row) ?? 0) * COLUMNS.length + COLUMNS.indexOf(cell.column)
  const here = place(from)
  if (way === 'back') {
    const before = cells.findLastIndex((cell) => place(cell) < here)
    return before < 0 ? cells.length - 1 : before
  }
  const after = cells.findIndex((cell) => (way === 'here' ? place(cell) >= here : place(cell) > here))
  return Math.max(after, 0)
}

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase().replaceAll('臺', '台')
const bare = (number: string) => number.replaceAll(',', '')
