import { expect, test } from 'vitest'
import { grouped, percent, readMoney, scaled, sum, thousands, unscaled } from './money'

test.each([
  ['12000', '12000'],
  ['１２，０００', '12000'],
  ['NT$12,000', '12000'],
  ['12000元', '12000'],
  ['12,000元整', '12000'],
  ['3.5萬', '35000'],
  ['(500)', '-500'],
  ['-500', '-500'],
  ['0.5', '0.5'],
  ['', ''],
  ['二十萬', null],
  ['#REF!', null],
  ['12 000 x', null],
])('%s reads as %s', (text, amount) => expect(readMoney(text)).toBe(amount))

test('nothing is rounded on the way', () => {
  expect(unscaled(sum(['0.1', '0.2', null, '']))).toBe('0.3')
  expect(unscaled(sum(['9007199254740993', '1']))).toBe('9007199254740994')
  expect(scaled('abc')).toBeNull()
})

test('as it is shown', () => {
  expect(grouped('1234567.5')).toBe('1,234,567.5')
  expect(grouped('-12000')).toBe('-12,000')
  expect(thousands(scaled('28349500') ?? 0n)).toBe('28,350')
  expect(percent(scaled('605') ?? 0n, scaled('1000') ?? 0n)).toBe('60.5%')
  expect(percent(1n, 0n)).toBe('—')
})
