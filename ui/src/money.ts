/**
 * Numbers as people type and paste them: full-width digits, separators, NT$, 元, 萬, (500).
 *
 * Pure and unforgiving: what cannot be read for sure is `unreadable` with a reason, and never becomes 0.
 */

import { compare, parseDecimal, plus, times, toText, absolute, type Decimal } from './decimal'
import { readNumerals } from './numerals'

/** Why a text gives no number; the words are in the message module. */
export type Doubt = 'not_a_number' | 'ambiguous' | 'too_large' | 'too_fine' | 'error_value'

export type Reading =
  { kind: 'blank' } | { kind: 'number'; value: string; unit?: string } | { kind: 'unreadable'; text: string; doubt: Doubt }

/** The desk's own limits (`Money`): one thousand trillion dollars, eight decimal places. */
const LARGEST: Decimal = { units: 10n ** 15n, scale: 0 }
const DECIMAL_PLACES = 8

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/
const PLAIN = /^\d+(\.\d+)?$|^\.\d+$/
const UNITS: Record<string, Decimal> = {
  億: { units: 100_000_000n, scale: 0 },
  萬: { units: 10_000n, scale: 0 },
  千: { units: 1_000n, scale: 0 },
  仟: { units: 1_000n, scale: 0 },
  百: { units: 100n, scale: 0 },
}

/** Dollars. */
export function readMoney(text: string): Reading {
  const bare = tidy(text)
    .replace(/^(NT\$|NTD|TWD|新[臺台]幣|\$)/i, '')
    .replace(/(元整|圓整|元|圓|整|NTD|TWD)$/i, '')
    .replace(/^\$/, '')
  return read(text, bare)
}

/** A quantity, which may carry its unit (12月) or be a rate (2.11%). */
export function readQuantity(text: string): Reading {
  const bare = tidy(text)
  const rate = /^(\d+(?:\.\d+)?)%$/.exec(bare)
  if (rate) {
    const value = parseDecimal(rate[1]!)
    if (value) return { kind: 'number', value: toText(times(value, { units: 1n, scale: 2 })) }
  }
  const withUnit = /^([\d,]+(?:\.\d+)?)([^\d.,%]{1,6})$/.exec(bare)
  if (withUnit && !(withUnit[2]! in UNITS)) {
    const reading = read(text, withUnit[1]!)
    return reading.kind === 'number' ? { ...reading, unit: withUnit[2]! } : reading
  }
  return read(text, bare)
}

function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '')
}

function read(original: string, bare: string): Reading {
  // 會計格式以「-」表示沒有金額: nothing is filled in.
  if (tidy(original) === '' || /^[-–—−]$/.test(bare)) return { kind: 'blank' }
  if (bare.startsWith('#')) return bad('error_value')
  const inBrackets = /^\((.+)\)$/.exec(bare)
  const signed = /^[-−▲△](.+)$/.exec(inBrackets?.[1] ?? bare)
  if (inBrackets && signed) return bad('ambiguous')
  const digits = (signed?.[1] ?? inBrackets?.[1] ?? bare).replace(/^(NT\$|\$)/i, '').replace(/元$/, '')
  const value = plain(digits) ?? inUnits(digits)
  if (value === 'ambiguous') return bad('ambiguous')
  if (!value) return bad('not_a_number')
  if (compare(absolute(value), LARGEST) > 0) return bad('too_large')
  if (value.scale > DECIMAL_PLACES) return bad('too_fine')
  const negative = Boolean(signed ?? inBrackets) && value.units !== 0n
  return { kind: 'number', value: (negative ? '-' : '') + toText(value) }

  function bad(doubt: Doubt): Reading {
    return { kind: 'unreadable', text: original.trim(), doubt }
  }
}

function plain(digits: string): Decimal | null {
  if (GROUPED.test(digits)) return parseDecimal(digits.replaceAll(',', ''))
  if (!PLAIN.test(digits)) return null
  return parseDecimal(digits.startsWith('.') ? `0${digits}` : digits)
}

/** 2.5萬, 2萬4千, 1億2,000萬, 二十萬: larger units first, each once. */
function inUnits(text: string): Decimal | 'ambiguous' | null {
  const numerals = readNumerals(text)
  if (numerals !== null) return { units: numerals, scale: 0 }
  if (/^[〇零一二兩三四五六七八九十百千萬億壹貳參叁肆伍陸柒捌玖拾佰仟]+$/.test(text)) return 'ambiguous'
  let rest = text
  let total: Decimal | null = null
  let last: Decimal | null = null
  while (rest) {
    const part = /^([\d,]+(?:\.\d+)?)(百萬|千萬|百億|[億萬千仟百])?/.exec(rest)
    const value = part && plain(part[1]!)
    if (!value) return null
    const unit = [...(part[2] ?? '')]
      .map((sign) => UNITS[sign]!)
      .reduce<Decimal | null>((product, next) => (product ? times(product, next) : next), null)
    // 1萬5 is 15,000 in speech and 10,005 on paper.
    if (!unit && total && part[1]!.replaceAll(',', '').length < 3) return 'ambiguous'
    if (unit && last && compare(unit, last) >= 0) return null
    if (total && last && compare(unit ? times(value, unit) : value, last) >= 0) return null
    const worth = unit ? times(value, unit) : value
    total = total ? plus(total, worth) : worth
    last = unit
    rest = rest.slice(part[0].length)
    if (!unit && rest) return null
  }
  return total
}
