import { expect, test } from 'vitest'
import { ALL_CHAPTERS, leftOut, listed, moved, parted, without } from './order'
import type { PrintedChapter } from '../host/protocol'

const parts: PrintedChapter[][] = [['basics'], ['team', 'experience'], ['budget']]

test('parts are a list and the list is parts', () => {
  expect(parted(listed(parts))).toEqual(parts)
  expect(parted([{ chapter: 'budget', begins: false }])).toEqual([['budget']])
})

test('a chapter moves over a page break; the breaks stay where they were', () => {
  expect(parted(moved(listed(parts), 2, 1))).toEqual([['basics'], ['team', 'budget'], ['experience']])
  expect(parted(moved(listed(parts), 0, -1))).toEqual(parts)
})

test('what is left out can be put back, and a part keeps its beginning', () => {
  const rest = without(listed(parts), 1)
  expect(parted(rest)).toEqual([['basics'], ['experience'], ['budget']])
  expect(leftOut(rest)).toContain('team')
  expect(leftOut(listed(parts)).length).toBe(ALL_CHAPTERS.length - 4)
})
