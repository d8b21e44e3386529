import { expect, test } from 'vitest'
import type { Workspace } from '../host/protocol'
import { entriesOf, nextOf, weekdayOf } from './timeline'

const activity = (id: string, starts_on: string | null, ends_on: string | null = null) => ({
  id, title: id, host: null, kind: null, starts_on, ends_on, place: null, links: [], schools: [], participants: [], note: null,
})
const milestone = (id: string, on: string | null, done_on: string | null = null) => ({ id, kind: 'seal', title: null, on, done_on, note: null })

const season = {
  call: { deadline: '2025-11-30T17:00:00+08:00', planned_submission: null },
  activities: [activity('later', '2025-12-05'), activity('none', null), activity('long', '2025-11-01', '2025-11-21')],
  milestones: [milestone('done', '2025-11-25', '2025-11-24'), milestone('open', '2025-11-26')],
} as unknown as Workspace

test('everything with a day, by day; what has none at the end', () => {
  expect(entriesOf(season).map((e) => e.key)).toEqual(['a-long', 'm-done', 'm-open', 'deadline', 'a-later', 'a-none'])
})

test('what is to come leaves out what is done or over, and keeps what still runs', () => {
  expect(nextOf(entriesOf(season), '2025-11-21', 3).map((e) => e.key)).toEqual(['a-long', 'm-open', 'deadline'])
  expect(nextOf(entriesOf(season), '2025-12-06', 3)).toEqual([])
})

test('weekdays', () => {
  expect(weekdayOf('2023-11-13')).toBe(1)
  expect(weekdayOf('2026-02-28')).toBe(6)
})
