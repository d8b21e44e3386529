/** What a person says of cells and rows, as the map of an import keeps it: `經費表!F8`, `經費表!8`. */

import type { Doubt, Map, RowAnswer } from '../host/protocol'

/** A doubt, or anything else that has a place. */
export type Answerable = Pick<Doubt, 'sheet' | 'row' | 'cell'>

export const cellPlace = (of: Answerable): string | null => (of.sheet && of.cell ? `${of.sheet}!${of.cell}` : null)
export const rowPlace = (of: Answerable): string | null => (of.sheet && of.row !== null ? `${of.sheet}!${of.row}` : null)

/** Rows after something more was said of some of them; what is null says nothing any more. */
export function answered(
  rows: Readonly<Record<string, RowAnswer>>,
  places: readonly string[],
  said: Partial<Record<keyof RowAnswer, string | number | null>>,
): Record<string, RowAnswer> {
  const next: Record<string, RowAnswer> = { ...rows }
  for (const place of places) {
    const kept = Object.entries({ ...next[place], ...said }).filter(([, value]) => value !== null)
    delete next[place]
    if (kept.length > 0) next[place] = Object.fromEntries(kept) as RowAnswer
  }
  return next
}

/** The part of the map that no longer holds the answer at this place: the cell's, or else the row's. */
export function taken(map: Map, of: Answerable): Partial<Map> {
  const [cell, row] = [cellPlace(of), rowPlace(of)]
  if (cell !== null && map.cells && cell in map.cells) return { cells: without(map.cells, cell) }
  if (row !== null && map.rows && row in map.rows) return { rows: without(map.rows, row) }
  return {}
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}

/** Doubts about the same words, which one answer settles; the others each alone, in their order. */
export function alike(doubts: readonly Doubt[]): Doubt[][] {
  const groups = new globalThis.Map<string, Doubt[]>()
  doubts.forEach((doubt, index) => {
    const key = doubt.asks === 'number' && doubt.text !== null && doubt.code === 'NOT_A_NUMBER' ? `=${doubt.text}` : `#${index}`
    groups.set(key, [...(groups.get(key) ?? []), doubt])
  })
  return [...groups.values()]
}
