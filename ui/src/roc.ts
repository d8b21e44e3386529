/** 民國 dates: ISO in the season, 民國 on the screen. No `Date` touches a day without a time: it would shift it. */

const days = (year: number, month: number) =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const two = (n: number) => String(n).padStart(2, '0')

/**
 * Reads `115/8/1`, `115.8.1`, `115-8-1`, `民國115年8月1日`, `1150801`, `2026-08-01`, `20260801`, `西元2026年8月1日`,
 * `1 Aug 2026`, `Aug 1, 2026`, full-width too; a weekday behind it is let go.
 * `null` = no day that exists.
 */
export function readDate(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^((中華)?民國|西元|公元)/, '')
    .replace(/\((星期|週|周)?[日一二三四五六]\)$/, '')
  const parts =
    english(plain) ??
    /^(\d{2,4})[./年-](\d{1,2})[./月-](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{2,3})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return null
  const [given, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const year = given < 1000 ? given + 1911 : given
  if (month < 1 || month > 12 || day < 1 || day > days(year, month)) return null
  return `${year}-${two(month)}-${two(day)}`
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** As a match of year, month and day. */
function english(plain: string): string[] | null {
  const [, before, name, after, year] = /^(\d{1,2})?([a-z]{3,9})\.?(\d{1,2})?(?:st|nd|rd|th)?,?(\d{4})$/i.exec(plain) ?? []
  const month = MONTHS.indexOf((name ?? '').toLowerCase().slice(0, 3)) + 1
  const day = before ?? after
  return month > 0 && day !== undefined && (before === undefined || after === undefined) ? ['', year ?? '', String(month), day] : null
}

/** `115/8/1`: in a field. */
export function shortRoc(iso: string | null | undefined): string {
  const parts = split(iso)
  return parts ? parts.join('/') : ''
}

/** `115年8月1日`: in a sentence. */
export function longRoc(iso: string | null | undefined): string {
  const parts = split(iso)
  return parts ? `${parts[0]}年${parts[1]}月${parts[2]}日` : ''
}

/** A 民國 year, however it is written: `115`, `民國115年`, `2026`. `null` = no year. */
export function readYear(text: string): number | null {
  const parts = /^(?:(?:中華)?民國|西元|公元)?(\d{2,4})(?:學?年度?)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  const year = Number(parts?.[1])
  return parts ? (year > 1911 ? year - 1911 : year) : null
}

/** The 民國 year of a day. */
export function rocYear(iso: string | null | undefined): number | null {
  return split(iso)?.[0] ?? null
}

function split(iso: string | null | undefined): [number, number, number] | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  return parts ? [Number(parts[1]) - 1911, Number(parts[2]), Number(parts[3])] : null
}

/** Reads a time of day: `17:00`, `1700`, `17時`, `下午5:00`. `null` = none. */
export function readTime(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const parts = /^(上午|下午)?(\d{1,2})(?::|時|點)?(\d{2})?分?$/.exec(plain)
  if (!parts) return null
  let hour = Number(parts[2])
  const minute = Number(parts[3] ?? 0)
  if (parts[1] === '下午' && hour < 12) hour += 12
  return hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`
}

/** `17:00` of a moment. */
export function timeOf(moment: string): string {
  return moment.slice(11, 16)
}

/**
 * Reads a day with its time, `115/8/1 17:00`. A day alone keeps the time of the moment before it, else it is five in the
 * afternoon, when offices close; the offset from UTC stays as it was. `null` = no moment that exists.
 */
export function readMoment(text: string, before: string | null): string | null {
  const plain = text.normalize('NFKC').trim()
  const offset = /([+-]\d\d:\d\d|Z)$/.exec(before ?? '')?.[1] ?? '+08:00'
  const moment = (day: string | null, time: string | null) => day && time && `${day}T${time}:00${offset}`
  const whole = moment(readDate(plain), before ? timeOf(before) : '17:00')
  if (whole) return whole
  // A day may be written with spaces in it, and so may a time: the break between them is the one where both can be read.
  for (const { index } of plain.matchAll(/\s|T|(?<=日)/g)) {
    const found = moment(readDate(plain.slice(0, index)), readTime(plain.slice(index).replace(/^T/, '')))
    if (found) return found
  }
  return null
}

/** Whole days from today until a day, in the calendar of this machine. */
export function daysUntil(iso: string, now: Date = new Date()): number {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number) as [number, number, number]
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((Date.UTC(year, month - 1, day) - today) / 86_400_000)
}
