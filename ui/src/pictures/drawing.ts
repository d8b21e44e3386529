/** A picture before it is drawn: marks with a meaning each, no colours. One drawing for the screen, the slide and the paper. */

import { ratio, type Decimal } from '../decimal'

/** What an area stands for. Each has a pattern of its own, so that none is told by colour alone. */
export type Area = 'personnel' | 'operations' | 'miscellaneous' | 'capital' | 'matching' | 'external' | 'grant' | 'over' | 'ground' | 'own' | 'activity' | 'done'

export type Mark =
  | { kind: 'area'; of: Area; x: number; y: number; width: number; height: number }
  | { kind: 'diamond'; of: Area; x: number; y: number; size: number }
  | { kind: 'line'; of: 'grid' | 'axis' | 'limit' | 'today' | 'deadline'; x1: number; y1: number; x2: number; y2: number }
  | { kind: 'words'; of: 'label' | 'quiet' | 'strong' | 'over'; x: number; y: number; words: string; anchor: 'start' | 'middle' | 'end' }

export interface Drawing {
  width: number
  height: number
  marks: Mark[]
}

/** The same figures for who does not see the picture. */
export interface Table {
  head: string[]
  rows: string[][]
}

/** A picture with everything that belongs to it; `null` drawing = there is nothing to draw yet. */
export interface Shown {
  title: string
  note: string
  drawing: Drawing
  table: Table
}

export const WIDTH = 960
/** Size of the words, in units of the drawing. */
export const SIZE = 14

export const area = (of: Area, x: number, y: number, width: number, height: number): Mark => ({ kind: 'area', of, x, y, width: Math.max(0, width), height: Math.max(0, height) })
export const line = (of: 'grid' | 'axis' | 'limit' | 'today' | 'deadline', x1: number, y1: number, x2: number, y2: number): Mark => ({ kind: 'line', of, x1, y1, x2, y2 })
export const words = (
  text: string,
  x: number,
  y: number,
  of: 'label' | 'quiet' | 'strong' | 'over' = 'label',
  anchor: 'start' | 'middle' | 'end' = 'start',
): Mark => ({ kind: 'words', of, x, y, words: text, anchor })

/** How wide words are, nearly: Han and full-width signs one em, others somewhat more than half of one. */
export function widthOf(text: string): number {
  let ems = 0
  for (const character of text) ems += /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3fffd}]/u.test(character) ? 1 : 0.58
  return ems * SIZE
}

/** The words, cut with … where they do not fit. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character + '…') > width) break
    kept += character
  }
  return `${kept}…`
}

/** A share of a whole as a length, cut to it; the figures stay exact beside it. */
export function lengthOf(part: Decimal, whole: Decimal, length: number): number {
  return whole.units <= 0n ? 0 : ratio(part, whole, Infinity) * length
}

/** A row of keys: area and word. Answers the marks and where the next row begins. */
export function legend(entries: readonly (readonly [Area, string])[], x: number, y: number): Mark[] {
  let at = x
  return entries.flatMap(([of, word]) => {
    const marks = [area(of, at, y - 11, 14, 14), words(word, at + 20, y, 'quiet')]
    at += 20 + widthOf(word) + 22
    return marks
  })
}
