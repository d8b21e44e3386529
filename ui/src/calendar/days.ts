import { t } from '../i18n/index.svelte'
import { weekdayOf } from './timeline'

/** `112年11月13日（一）`. */
export function dayInWords(iso: string): string {
  const weekday = t().calendar.weekdays[weekdayOf(iso)] ?? ''
  return t().calendar.day(t().common.day(iso), weekday)
}

/** One day, or from one to another. */
export function daysInWords(first: string, last: string | null): string {
  return last && last > first ? t().calendar.range(dayInWords(first), dayInWords(last)) : dayInWords(first)
}
