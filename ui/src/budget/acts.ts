/** The acts on selected cells and rows: what each changes, what the history calls it, what is said of it. */

import type { Sentence } from '../host/protocol'
import { inBoth, t } from '../i18n/index.svelte'
import { clear, fill, insert, remove, shift, type Change, type Year } from './changes'
import { COLUMNS } from './columns'
import type { Action } from './keys'
import { freshId, type Row } from './rows'
import type { Range } from './selection'

export interface Act {
  readonly change: Change
  /** For the history. */
  readonly label: Sentence
  readonly said: string
  /** The row to stand on afterwards. */
  readonly stand?: string
}

export function actOn(action: Action, year: Year, range: Range, rows: readonly Row[]): Act | null {
  const { said } = t().budget
  switch (action.do) {
    case 'clear': {
      const change = clear(year, range)
      return { change, label: inBoth((w) => w.steps.cleared(change.written)), said: said.cleared(change.written) }
    }
    case 'fill': {
      const change = fill(year, range, action.towards, rows, COLUMNS, action.from)
      return { change, label: inBoth((w) => w.steps.filled(change.written)), said: said.filled(change.written) }
    }
    case 'insert': {
      const made = range.rows.map(() => freshId())
      const change = insert(year, range, action.where, made)
      const stand = change.added > 0 ? { stand: made[0]! } : {}
      return { change, label: inBoth((w) => w.steps.inserted(change.added)), said: said.inserted(change.added), ...stand }
    }
    case 'delete_rows': {
      const change = remove(year, range)
      return { change, label: inBoth((w) => w.steps.removed(change.edits.length)), said: said.removed(change.edits.length) }
    }
    case 'move_rows':
      return { change: shift(year, range, action.by, rows), label: inBoth((w) => w.steps.moved), said: said.moved }
    default:
      return null
  }
}
