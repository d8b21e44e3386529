/** The acts on selected cells and rows: what each changes, what the history calls it, what is said of it. */

import { t } from '../i18n/index.svelte'
import { clear, fill, insert, remove, shift, type Change, type Year } from './changes'
import { COLUMNS } from './columns'
import type { Action } from './keys'
import { freshId, type Row } from './rows'
import type { Range } from './selection'

export interface Act {
  readonly change: Change
  /** For the history, in zh-TW: colleagues share it. */
  readonly label: string
  readonly said: string
  /** The row to stand on afterwards. */
  readonly stand?: string
}

export function actOn(action: Action, year: Year, range: Range, rows: readonly Row[]): Act | null {
  const { said } = t().budget
  switch (action.do) {
    case 'clear': {
      const change = clear(year, range)
      return { change, label: `清除 ${change.written} 格`, said: said.cleared(change.written) }
    }
    case 'fill': {
      const change = fill(year, range, action.towards, rows, COLUMNS, action.from)
      return { change, label: `填滿 ${change.written} 格`, said: said.filled(change.written) }
    }
    case 'insert': {
      const made = range.rows.map(() => freshId())
      const change = insert(year, range, action.where, made)
      const stand = change.added > 0 ? { stand: made[0]! } : {}
      return { change, label: `插入 ${change.added} 列`, said: said.inserted(change.added), ...stand }
    }
    case 'delete_rows': {
      const change = remove(year, range)
      return { change, label: `刪除 ${change.edits.length} 列`, said: said.removed(change.edits.length) }
    }
    case 'move_rows':
      return { change: shift(year, range, action.by, rows), label: '移動列', said: said.moved }
    default:
      return null
  }
}
