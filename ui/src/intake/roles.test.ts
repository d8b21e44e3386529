import { expect, test } from 'vitest'
import { columnLetters, columnNumber, familyOf, roleChoices, roleWord } from './roles'

test('letters and numbers of columns go both ways', () => {
  for (const [letters, number] of [
    ['A', 1],
    ['Z', 26],
    ['AA', 27],
    ['AZ', 52],
    ['BA', 53],
    ['XFD', 16384],
  ] as const) {
    expect(columnNumber(letters)).toBe(number)
    expect(columnLetters(number)).toBe(letters)
  }
})

test('roles in words', () => {
  expect(roleWord('unit_price')).toBe('單價')
  expect(roleWord('amount:grant')).toBe('補助款金額')
  expect(roleWord('amount:113')).toBe('113 年金額')
  expect(roleWord('amount:113:matching')).toBe('113 年 配合款金額')
})

test('a rare role is among its own choices, a common one is there once', () => {
  expect(roleChoices('amount:113')[0]).toBe('amount:113')
  expect(roleChoices('name').filter((role) => role === 'name')).toHaveLength(1)
  expect(familyOf('amount:113:grant')).toBe('money')
  expect(familyOf('')).toBe('word')
})
