/** Chinese numerals (二十萬、壹拾貳萬參仟): read only where they are written in full and in order. */

const DIGITS: Record<string, bigint> = {
  〇: 0n,
  零: 0n,
  一: 1n,
  壹: 1n,
  二: 2n,
  貳: 2n,
  兩: 2n,
  三: 3n,
  參: 3n,
  叁: 3n,
  四: 4n,
  肆: 4n,
  五: 5n,
  伍: 5n,
  六: 6n,
  陸: 6n,
  七: 7n,
  柒: 7n,
  八: 8n,
  捌: 8n,
  九: 9n,
  玖: 9n,
}
const SMALL: Record<string, bigint> = { 十: 10n, 拾: 10n, 百: 100n, 佰: 100n, 千: 1000n, 仟: 1000n }
const LARGE: Record<string, bigint> = { 萬: 10_000n, 億: 100_000_000n, 兆: 1_000_000_000_000n }

/** The number, or `null` where the numerals leave a doubt (一萬五 might be 15,000 or 10,005). */
export function readNumerals(text: string): bigint | null {
  if (text === '') return null
  let total = 0n
  let section = 0n
  let digit: bigint | null = null
  let lastLarge = LARGE.兆! * 10n
  let lastSmall = 10_000n
  let zero = false
  for (const sign of text) {
    if (sign in DIGITS) {
      if (digit !== null && digit !== 0n) return null
      digit = DIGITS[sign]!
      if (digit === 0n) zero = true
    } else if (sign in SMALL) {
      const unit = SMALL[sign]!
      if (unit >= lastSmall) return null
      // 十二 begins without a digit; 二百十 does not occur in accounts.
      if (digit === null && !(unit === 10n && section === 0n)) return null
      section += (digit ?? 1n) * unit
      digit = null
      lastSmall = unit
      zero = false
    } else if (sign in LARGE) {
      const unit = LARGE[sign]!
      section += digit ?? 0n
      if (unit >= lastLarge || section === 0n) return null
      total += section * unit
      section = 0n
      digit = null
      lastLarge = unit
      lastSmall = 10_000n
      zero = false
    } else {
      return null
    }
  }
  // A last bare digit is sure only after 十 or after a 零.
  const bareTail = digit !== null && digit !== 0n && (section > 0n || total > 0n)
  if (bareTail && !zero && !(lastSmall === 10n && section > 0n)) return null
  return total + section + (digit ?? 0n)
}
