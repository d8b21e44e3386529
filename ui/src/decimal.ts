/**
 * Exact decimal numbers: amounts and quantities as the desk sends them, `"1234.5"`, added without a float.
 *
 * The window adds what is on screen at once; what clauses say of the sums comes from the desk. So this file knows
 * addition, multiplication and comparison, and nothing of rounding rules.
 */

/** `units` times ten to the minus `scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

export const ZERO: Decimal = { units: 0n, scale: 0 }

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/

/** Reads a plain decimal number; `null` where the text is anything else. */
export function parseDecimal(text: string): Decimal | null {
  const parts = PLAIN.exec(text)
  if (!parts) return null
  const [, sign, whole = '', fraction = ''] = parts
  const units = BigInt(whole + fraction)
  return normal({ units: sign === '-' ? -units : units, scale: fraction.length })
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return normal({ units: unitsAt(a, scale) + unitsAt(b, scale), scale })
}

export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { units: -b.units, scale: b.scale })
}

export function times(a: Decimal, b: Decimal): Decimal {
  return normal({ units: a.units * b.units, scale: a.scale + b.scale })
}

/** Negative, zero or positive, as `Array.sort` wants it. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = unitsAt(a, scale) - unitsAt(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function absolute(a: Decimal): Decimal {
  return a.units < 0n ? { units: -a.units, scale: a.scale } : a
}

/** The sum of amounts. */
export function total(amounts: Iterable<Decimal>): Decimal {
  let all = ZERO
  for (const amount of amounts) all = plus(all, amount)
  return all
}

/** The sum of what is filled in; a blank or unreadable amount adds nothing here and is counted elsewhere. */
export function sum(texts: Iterable<string | null | undefined>): Decimal {
  const values = Array.from(texts, (text) => (text == null ? null : parseDecimal(text)))
  return total(values.filter((value) => value !== null))
}

/** `unit price × quantity`, or `null` while either is blank. */
export function product(a: string | null | undefined, b: string | null | undefined): string | null {
  const left = a == null ? null : parseDecimal(a)
  const right = b == null ? null : parseDecimal(b)
  return left && right ? toText(times(left, right)) : null
}

/** Whether both are numbers and the same one, however written (`"5"` and `"5.00"`). */
export function same(a: string | null | undefined, b: string | null | undefined): boolean {
  const left = a == null ? null : parseDecimal(a)
  const right = b == null ? null : parseDecimal(b)
  return left !== null && right !== null && compare(left, right) === 0
}

/** The plain form that goes to the desk: `1234.5`. */
export function toText({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** As the office writes it: `1,234.5`. A text that is no number is shown as it is. */
export function grouped(value: Decimal | string): string {
  const decimal = typeof value === 'string' ? parseDecimal(value) : value
  if (!decimal) return String(value)
  const [whole = '', fraction] = toText(decimal).split('.')
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? marked : `${marked}.${fraction}`
}

/** The greatest of some amounts, and never less than nothing. */
export function most(amounts: Iterable<Decimal>): Decimal {
  let greatest = ZERO
  for (const amount of amounts) if (compare(amount, greatest) > 0) greatest = amount
  return greatest
}

/** In thousands (千元), rounded to the nearest, as tables of a whole season show it: `28,350`. */
export function thousands(amount: Decimal): string {
  const one = 1000n * 10n ** BigInt(amount.scale)
  return grouped({ units: (amount.units + one / 2n) / one, scale: 0 })
}

/**
 * `part ÷ whole` in percent with `places` decimals, cut off and not rounded: a share just above a limit must not
 * be shown as the limit. `null` where the whole is not positive.
 */
export function percent(part: Decimal, whole: Decimal, places = 1): string | null {
  if (whole.units <= 0n) return null
  const scale = Math.max(part.scale, whole.scale)
  const shift = 10n ** BigInt(places + 2)
  const units = (unitsAt(part, scale) * shift) / unitsAt(whole, scale)
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const sign = units < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}%` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}%`
}

/** A number between 0 and `greatest` for drawing; the only place where precision is given away. */
export function ratio(part: Decimal, whole: Decimal, greatest = 1): number {
  if (whole.units <= 0n) return part.units > 0n ? greatest : 0
  const scale = Math.max(part.scale, whole.scale)
  const fraction = Number((unitsAt(part, scale) * 100_000n) / unitsAt(whole, scale)) / 100_000
  return Math.min(Math.max(fraction, 0), greatest)
}

function unitsAt(value: Decimal, scale: number): bigint {
  // Most are whole dollars beside whole dollars.
  if (scale === value.scale) return value.units
  return value.units * 10n ** BigInt(scale - value.scale)
}

function normal({ units, scale }: Decimal): Decimal {
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale -= 1
  }
  return { units, scale }
}
