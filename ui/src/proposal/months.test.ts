import { expect, test } from 'vitest'
import { dayOf, isoOf, merged, wholeMonths } from './months'

const stretch = (from: string, to: string) => ({ from: dayOf(from), to: dayOf(to) })

test.each([
  ['2023-01-01', '2024-12-31', 24],
  ['2023-01-15', '2023-02-14', 1],
  ['2023-01-15', '2023-02-13', 0],
  ['2023-01-31', '2023-02-27', 1],
  ['2023-01-01', '2023-01-30', 0],
  ['2024-02-01', '2024-02-29', 1],
])('%s to %s is %i whole months', (from, to, months) => expect(wholeMonths(stretch(from, to))).toBe(months))

test('touching and overlapping stretches are one, gaps stay', () => {
  const union = merged([stretch('2023-07-01', '2024-06-30'), stretch('2023-01-01', '2023-06-30'), stretch('2024-06-01', '2024-12-31'), stretch('2026-01-01', '2026-02-28')])
  expect(union.map((s) => [isoOf(s.from), isoOf(s.to)])).toEqual([['2023-01-01', '2024-12-31'], ['2026-01-01', '2026-02-28']])
  expect(union.map(wholeMonths)).toEqual([24, 2])
})
