import { expect, test } from 'vitest'
import type { BulletinRead } from '../host/protocol'
import { piecesOf } from './pieces'

const event = (start: number, end: number): BulletinRead['bulletin']['events'][number] => ({
  title: null, host: null, kind: 'other', starts_on: null, ends_on: null, place: null, weekday_stated: null, weekday_conflict: false, links: [], at: { start, end },
})

test('pieces put together are the text, and marks lie on their words', () => {
  const read: BulletinRead = {
    text: '😀11/13(五)論壇',
    bulletin: {
      events: [event(1, 9)],
      exhibitions: [],
      doubts: [{ kind: 'weekday_conflict', message: { zh: '', en: '' }, event: 0, at: { start: 6, end: 9 } }],
    },
  }
  const pieces = piecesOf(read)
  expect(pieces.map((p) => p.text).join('')).toBe(read.text)
  expect(pieces.map((p) => [p.text, p.event, p.doubts])).toEqual([
    ['😀', null, []],
    ['11/13', 0, []],
    ['(五)', 0, [0]],
    ['論壇', null, []],
  ])
})

test('an empty text has no pieces, an empty mark cuts nothing', () => {
  expect(piecesOf({ text: '', bulletin: { events: [], exhibitions: [], doubts: [] } })).toEqual([])
  expect(piecesOf({ text: '論壇', bulletin: { events: [event(0, 0)], exhibitions: [], doubts: [] } })).toHaveLength(1)
})
