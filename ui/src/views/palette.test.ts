import { expect, test } from 'vitest'
import { found, score, type Entry } from './palette'

const entry = (key: string, kind: Entry['kind'], title: string, note = ''): Entry => ({ key, kind, title, note, run: () => {} })
const all = [
  entry('a', 'pages', '甲　漁村共老 › 經費編列'),
  entry('b', 'fields', '校名', '學校基本資料'),
  entry('c', 'fields', '臺灣大學', ''),
  entry('d', 'clauses', '人事費比例上限', '第七點第二款'),
]
const keysOf = (typed: string) => found(all, typed).flatMap((g) => g.entries.map((e) => e.key))

test('every word must occur', () => {
  expect(score('計畫名稱', '名稱')).not.toBeNull()
  expect(score('計畫名稱', '名稱 日期')).toBeNull()
})
test('an earlier place fits better', () => {
  expect(score('經費編列', '經費') ?? 0).toBeGreaterThan(score('甲案 經費編列', '經費') ?? 0)
})
test('by title, by note, by clause number, with either 台', () => {
  expect(keysOf('經費')).toEqual(['a'])
  expect(keysOf('基本資料')).toEqual(['b'])
  expect(keysOf('台灣')).toEqual(['c'])
  expect(keysOf('第七點')).toEqual(['d'])
  expect(keysOf('沒有這個')).toEqual([])
})
test('with nothing typed only pages and commands', () => {
  expect(keysOf('')).toEqual(['a'])
})
