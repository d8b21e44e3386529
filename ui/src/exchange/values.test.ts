import { describe, expect, test } from 'vitest'
import { difference, shown, written } from './values'

describe('what differs', () => {
  test('only the stretch that differs is marked', () => {
    expect(difference('設籍人口 11,240 人', '設籍人口 11,204 人')).toEqual([
      { kind: 'same', text: '設籍人口 11,2' },
      { kind: 'old', text: '40' },
      { kind: 'new', text: '04' },
      { kind: 'same', text: ' 人' },
    ])
    expect(difference('', '新的')).toEqual([{ kind: 'new', text: '新的' }])
    expect(difference('同', '同')).toEqual([{ kind: 'same', text: '同' }])
  })
  test('what is the same and long is shortened', () => {
    const [head] = difference(`${'前'.repeat(100)}甲`, `${'前'.repeat(100)}乙`)
    expect(head).toEqual({ kind: 'same', text: `…${'前'.repeat(24)}` })
  })
  test('a rare character is one character', () => {
    expect(difference('𡘙甲', '𡘙乙')[0]).toEqual({ kind: 'same', text: '𡘙' })
  })
})

describe('values in words', () => {
  test('amounts have separators, blank is said, items have their name', () => {
    expect(shown('/proposals/a/budget/115/lines/x/amount', '1320000')).toBe('1,320,000')
    expect(shown('/proposals/a/title', null)).toBe('（空白）')
    expect(shown('/proposals/a/budget/115/lines/x', { id: 'x', item: '講座鐘點費', amount: '12000' })).toBe('講座鐘點費 12,000')
    expect(shown('/proposals/a/team', [{ person: 'p1', role: 'adviser' }], () => '王大明')).toBe('王大明 顧問')
  })
  test('an amount that was typed loses its separators, a blank is blank', () => {
    expect(written('/proposals/a/budget/115/grant_requested', '１２５,０００ 元')).toBe('125000')
    expect(written('/proposals/a/title', ' ')).toBe(null)
    expect(written('/proposals/a/title', '山城, 共學')).toBe('山城, 共學')
  })
})
