/** Which cell is active and which range is selected, by name and not by number: rows may come, go and regroup. */

import { COLUMNS, type Column } from './columns'
import type { Action } from './keys'
import type { Row } from './rows'

export interface Cell {
  readonly row: string
  readonly column: Column
}

export interface Selection {
  readonly active: Cell
  /** The opposite corner of the range; the active cell itself where nothing more is selected. */
  readonly anchor: Cell
}

export function at(row: string, column: Column): Selection {
  return { active: { row, column }, anchor: { row, column } }
}

/** The rows one can stand on. */
export function standing(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.kind !== 'band')
}

/** The selection after a movement; `pageRows` = how many rows a screen holds. */
export function moved(selection: Selection, action: Action, rows: readonly Row[], pageRows: number): Selection {
  const steps = standing(rows)
  const row = Math.max(
    0,
    steps.findIndex((r) => r.key === selection.active.row),
  )
  const column = COLUMNS.indexOf(selection.active.column)
  const to = (r: number, c: number, extend?: boolean): Selection => {
    const key = steps[clamp(r, steps.length)]?.key
    if (key === undefined) return selection
    const active = { row: key, column: COLUMNS[clamp(c, COLUMNS.length)]! }
    return { active, anchor: extend ? selection.anchor : active }
  }
  if (action.do === 'move') return to(row + action.rows, column + action.columns, action.extend)
  if (action.do !== 'jump') return selection
  const last = COLUMNS.length - 1
  switch (action.to) {
    case 'home':
      return to(row, 0, action.extend)
    case 'end':
      return to(row, last, action.extend)
    case 'top':
      return to(0, action.extend ? column : 0, action.extend)
    case 'bottom':
      return to(steps.length - 1, action.extend ? column : last, action.extend)
    case 'page_up':
      return to(row - pageRows, column, action.extend)
    case 'page_down':
      return to(row + pageRows, column, action.extend)
  }
}

/** The next cell in reading order, or `null` at the end: there Tab leaves the sheet, which is no trap. */
export function tabbed(selection: Selection, back: boolean, rows: readonly Row[]): Selection | null {
  const steps = standing(rows)
  const row = steps.findIndex((r) => r.key === selection.active.row)
  const index = row * COLUMNS.length + COLUMNS.indexOf(selection.active.column) + (back ? -1 : 1)
  if (index < 0 || index >= steps.length * COLUMNS.length) return null
  return at(steps[Math.floor(index / COLUMNS.length)]!.key, COLUMNS[index % COLUMNS.length]!)
}

export interface Range {
  readonly rows: readonly Row[]
  readonly columns: readonly Column[]
}

/** The selected rows (lines and blank rows, from top to bottom) and columns (from left to right). */
export function rangeOf(selection: Selection, rows: readonly Row[]): Range {
  const steps = standing(rows)
  const [a, b] = [selection.active, selection.anchor].map((cell) => steps.findIndex((r) => r.key === cell.row))
  const [c, d] = [selection.active, selection.anchor].map((cell) => COLUMNS.indexOf(cell.column))
  const [first, last] = [a!, b!].every((index) => index >= 0) ? [Math.min(a!, b!), Math.max(a!, b!)] : [a!, a!]
  return {
    rows: first < 0 ? [] : steps.slice(first, last + 1),
    columns: COLUMNS.slice(Math.min(c!, d!), Math.max(c!, d!) + 1),
  }
}

export function everything(rows: readonly Row[], active: Cell): Selection {
  const lines = rows.filter((row) => row.kind === 'line')
  if (lines.length === 0) return { active, anchor: active }
  return {
    active: { row: lines.at(-1)!.key, column: COLUMNS.at(-1)! },
    anchor: { row: lines[0]!.key, column: COLUMNS[0]! },
  }
}

/** Where to stand when a row is gone: the one that took its place, else the last. */
export function kept(selection: Selection, before: readonly Row[], rows: readonly Row[]): Selection {
  const keys = new Set(standing(rows).map((row) => row.key))
  if (keys.has(selection.active.row)) {
    return keys.has(selection.anchor.row) ? selection : at(selection.active.row, selection.active.column)
  }
  const old = standing(before).findIndex((row) => row.key === selection.active.row)
  const steps = standing(rows)
  const next = steps[clamp(Math.max(old, 0), steps.length)]
  return next ? at(next.key, selection.active.column) : selection
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1)
}
