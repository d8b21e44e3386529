/** Amounts are decimal strings; they are added as scaled `BigInt`, never as floats. */

const SCALE = 12n
const ONE = 10n ** SCALE

/** A decimal string as a scaled integer; `null` = no number. */
export function scaled(text: string | null | undefined): bigint | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec((text ?? '').trim())
  if (!parts) return null
  const fraction = (parts[3] ?? '').slice(0, Number(SCALE)).padEnd(Number(SCALE), '0')
  const value = BigInt(parts[2] ?? '0') * ONE + BigInt(fraction)
  return parts[1] ? -value : value
}

/** The shortest decimal string of a scaled integer. */
export function unscaled(value: bigint): string {
  const size = value < 0n ? -value : value
  const fraction = (size % ONE).toString().padStart(Number(SCALE), '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / ONE}${fraction && '.' + fraction}`
}

/** The sum of what is filled in. */
export function sum(amounts: Iterable<string | null | undefined>): bigint {
  let total = 0n
  for (const amount of amounts) total += scaled(amount) ?? 0n
  return total
}

/** `1,234,567`. */
export function grouped(amount: string | bigint | null | undefined): string {
  const text = typeof amount === 'bigint' ? unscaled(amount) : (amount ?? '')
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text)
  return parts ? (parts[1] ?? '') + (parts[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',') + (parts[3] ?? '') : text
}

/** In thousands, as tables of a whole season show it. */
export function thousands(amount: bigint): string {
  return grouped(String((amount + 500n * ONE) / (1000n * ONE)))
}

/** A share in per cent with one place, cut and never rounded up over a limit: `43.2%`. */
export function percent(part: bigint, whole: bigint): string {
  if (whole === 0n) return '—'
  const tenths = (part * 1000n) / whole
  return `${tenths / 10n}.${tenths % 10n}%`
}

/**
 * Reads an amount as people write it: `１２，０００`, `NT$12,000`, `12000元`, `3.5萬`, `(500)`. `null` = cannot be read;
 * blank is `''`.
 */
export function readMoney(text: string): string | null {
  let plain = text.normalize('NFKC').replace(/[\s,，_]/g, '').replace(/^(NT\$?|TWD|\$|新臺幣|新台幣)/i, '').replace(/元整?$/, '')
  if (plain === '') return ''
  const negative = /^\(.*\)$/.test(plain) || /^[-−△▲]/.test(plain)
  plain = plain.replace(/^[(−△▲-]|\)$/g, '')
  const parts = /^(\d+(?:\.\d+)?|\.\d+)(千|萬|億)?$/.exec(plain)
  if (!parts) return null
  const number = scaled((parts[1] ?? '').replace(/^\./, '0.'))
  if (number === null) return null
  const unit = { 千: 1000n, 萬: 10_000n, 億: 100_000_000n }[parts[2] ?? ''] ?? 1n
  return unscaled((negative ? -1n : 1n) * number * unit)
}
