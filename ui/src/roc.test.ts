import { expect, test } from 'vitest'
import { daysUntil, longRoc, readDate, readMoment, readTime, readYear, rocYear, shortRoc } from './roc'

test.each([
  ['115/8/1', '2026-08-01'],
  ['１１５／８／１', '2026-08-01'],
  ['115.08.01', '2026-08-01'],
  ['民國115年8月1日', '2026-08-01'],
  ['中華民國 115 年 8 月 1 日', '2026-08-01'],
  ['1150801', '2026-08-01'],
  ['2026-08-01', '2026-08-01'],
  ['20260801', '2026-08-01'],
  ['99/2/28', '2010-02-28'],
  ['113/2/29', '2024-02-29'],
  ['112/2/29', null],
  ['115/13/1', null],
  ['115/4/31', null],
  ['八月一日', null],
  ['西元2026年8月1日', '2026-08-01'],
  ['2026/8/1', '2026-08-01'],
  ['115年8月1日（六）', '2026-08-01'],
  ['1 Aug 2026', '2026-08-01'],
  ['August 1, 2026', '2026-08-01'],
  ['1 Aug 1 2026', null],
  ['1 Foo 2026', null],
  ['31 Feb 2026', null],
  ['115/8', null],
  ['', null],
])('%s is %s', (text, iso) => expect(readDate(text)).toBe(iso))

test.each([
  ['115', 115],
  ['民國 115 年', 115],
  ['115年度', 115],
  ['2026', 115],
  ['西元2026年', 115],
  ['１１５', 115],
  ['明年', null],
  ['', null],
])('the year %s is %s', (text, year) => expect(readYear(text)).toBe(year))

test('a day is written as the office writes it, whatever the clock of the machine', () => {
  expect(shortRoc('2026-08-01')).toBe('115/8/1')
  expect(longRoc('2026-11-22T23:59:59+08:00')).toBe('115年11月22日')
  expect(rocYear('2027-12-31')).toBe(116)
  expect(shortRoc(null)).toBe('')
})

test.each([
  ['17:00', '17:00'],
  ['1700', '17:00'],
  ['下午5:00', '17:00'],
  ['17時', '17:00'],
  ['9:05', '09:05'],
  ['25:00', null],
  ['noon', null],
])('%s o’clock is %s', (text, time) => expect(readTime(text)).toBe(time))

test.each([
  ['115/8/1 17:00', '2026-08-01T17:00:00+08:00'],
  ['民國 115 年 8 月 1 日 下午 5:30', '2026-08-01T17:30:00+08:00'],
  ['115年8月1日17時', '2026-08-01T17:00:00+08:00'],
  ['2026-08-01T09:05', '2026-08-01T09:05:00+08:00'],
  // A day alone keeps the time that stood there.
  ['115/8/1', '2026-08-01T12:00:00+08:00'],
  ['115/8/1 25:00', null],
  ['115/8/117:00', null],
  ['17:00', null],
])('%s is the moment %s', (text, moment) => expect(readMoment(text, '2025-11-28T12:00:00+08:00')).toBe(moment))

test('a day without a time ends when offices close; the offset stays as it was', () => {
  expect(readMoment('115/8/1', null)).toBe('2026-08-01T17:00:00+08:00')
  expect(readMoment('115/8/1 9:00', '2025-11-28T12:00:00Z')).toBe('2026-08-01T09:00:00Z')
})

test('days are counted by the calendar, not by hours', () => {
  expect(daysUntil('2026-12-04T17:00:00+08:00', new Date(2026, 10, 22, 23, 59))).toBe(12)
  expect(daysUntil('2026-11-22', new Date(2026, 10, 22, 8))).toBe(0)
  expect(daysUntil('2026-11-20', new Date(2026, 10, 22, 8))).toBe(-2)
})
