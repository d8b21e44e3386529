import { describe, expect, test } from 'vitest'
import { compare, grouped, minus, most, parseDecimal, percent, plus, product, sum, thousands, times, toText, total, ZERO } from './decimal'
import type { Decimal } from './decimal'

/** A small generator with a fixed seed: a failure names the case and comes again. */
function numbers(count: number, seed = 20260101): string[] {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
  return Array.from({ length: count }, () => {
    const whole = Array.from({ length: 1 + next(14) }, () => next(10)).join('')
    const places = next(9)
    const fraction = Array.from({ length: places }, () => next(10)).join('')
    return `${next(4) === 0 ? '-' : ''}${BigInt(whole)}${places ? `.${fraction}` : ''}`
  })
}

const read = (text: string): Decimal => {
  const value = parseDecimal(text)
  if (!value) throw new Error(`no number: ${text}`)
  return value
}

/** An independent reckoning: everything in units of ten to the minus sixteen. */
const wide = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(16, '0'))
  return text.startsWith('-') ? -units : units
}

describe('laws of the numbers on screen', () => {
  const values = numbers(400)

  test('adding is exact, in any order and grouping', () => {
    for (let i = 0; i + 2 < values.length; i += 1) {
      const [a, b, c] = [values[i]!, values[i + 1]!, values[i + 2]!]
      expect(wide(toText(plus(read(a), read(b)))), `${a} + ${b}`).toBe(wide(a) + wide(b))
      expect(plus(read(a), read(b))).toEqual(plus(read(b), read(a)))
      expect(plus(plus(read(a), read(b)), read(c))).toEqual(plus(read(a), plus(read(b), read(c))))
    }
  })

  test('a sum of a list is the sum of its parts', () => {
    const expected = values.reduce((total, value) => total + wide(value), 0n)
    expect(wide(toText(sum(values)))).toBe(expected)
    expect(toText(plus(sum(values.slice(0, 151)), sum(values.slice(151))))).toBe(toText(sum(values)))
  })

  test('taking away undoes adding, and comparing agrees with the difference', () => {
    for (let i = 0; i + 1 < values.length; i += 1) {
      const [a, b] = [read(values[i]!), read(values[i + 1]!)]
      expect(minus(plus(a, b), b)).toEqual(a)
      expect(compare(a, b)).toBe(-compare(b, a))
      expect(Math.sign(Number(minus(a, b).units))).toBe(compare(a, b))
    }
  })

  test('a product of wholes is BigInt arithmetic, and factors shift the point', () => {
    for (let i = 0; i + 1 < values.length; i += 2) {
      const [a, b] = [values[i]!, values[i + 1]!]
      const exact = times(read(a), read(b))
      const whole = BigInt(a.replace('.', '')) * BigInt(b.replace('.', ''))
      const places = (a.split('.')[1]?.length ?? 0) + (b.split('.')[1]?.length ?? 0)
      expect(exact.units * 10n ** BigInt(places - exact.scale)).toBe(whole)
    }
  })

  test('written and read again it is the same number', () => {
    for (const value of values) {
      expect(wide(toText(read(value)))).toBe(wide(value))
      expect(parseDecimal(grouped(value).replaceAll(',', ''))).toEqual(read(value))
    }
  })
})

test('tenths do not drift', () => {
  expect(toText(sum(Array.from({ length: 10 }, () => '0.1')))).toBe('1')
  expect(product('2110', '0.0211')).toBe('44.521')
})

test('blanks are not zeros but add nothing', () => {
  expect(toText(sum([null, undefined, '5', '']))).toBe('5')
  expect(product('45000', null)).toBeNull()
})

test('what is not plain is no number', () => {
  for (const text of ['', ' ', '1,000', '1e3', '.5', '5.', '１２', '-', '0x10', 'NaN', 'Infinity']) {
    expect(parseDecimal(text), text).toBeNull()
  }
})

test('shown as the office writes it', () => {
  expect(grouped('3500000')).toBe('3,500,000')
  expect(grouped('-1234.50')).toBe('-1,234.5')
  expect(grouped('999')).toBe('999')
  expect(grouped('二十萬')).toBe('二十萬')
})

test('a share is cut off, so that a dollar over a limit does not look like the limit', () => {
  expect(percent(read('2100001'), read('3500000'), 5)).toBe('60.00002%')
  expect(percent(read('2099999'), read('3500000'))).toBe('59.9%')
  expect(percent(read('5'), read('100'), 0)).toBe('5%')
  expect(percent(read('5'), read('0'))).toBeNull()
})

test('in thousands, to the nearest', () => {
  expect(thousands(read('28349500'))).toBe('28,350')
  expect(thousands(read('28349499.99'))).toBe('28,349')
  expect(thousands(ZERO)).toBe('0')
})

test('the greatest of some amounts, and never less than nothing', () => {
  expect(most(['1.5', '20', '-3'].map(read))).toEqual(read('20'))
  expect(most([read('-3')])).toBe(ZERO)
})

test('a sum keeps every digit', () => {
  expect(toText(total(['0.1', '0.2'].map(read)))).toBe('0.3')
  expect(toText(sum(['9007199254740993', '1', null, '', 'abc']))).toBe('9007199254740994')
})
