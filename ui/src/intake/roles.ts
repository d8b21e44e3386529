/** What a column of a sheet may be taken for, and how that is called. */

import { t } from '../i18n/index.svelte'

/** What columns of a budget may be. */
export const BUDGET = [
  'name',
  'category',
  'unit_price',
  'quantity',
  'unit',
  'amount',
  'amount:grant',
  'amount:matching',
  'amount:external',
  'fund',
  'year',
  'note',
  'seq',
  'ignore',
] as const

/** What columns of a roster may be. */
export const PEOPLE = ['name', 'staff_number', 'affiliation', 'department', 'title', 'email', 'teacher', 'outside', 'executive', 'seq', 'ignore'] as const

/** What columns of a list of indicators may be, with the target of each of these years. */
export function ofIndicators(years: readonly number[]): string[] {
  return ['name', 'unit', 'baseline', ...years.map((year) => `target:${year}`), 'proposal', 'seq', 'ignore']
}

/** `amount`, `amount:grant`, `amount:113:grant`, `unit_price`…: as the desk writes it. */
type Role = string

/** The choices over a column: the common ones, and its own where that is a rarer one (`amount:113:grant`). */
export function roleChoices(own: Role, all: readonly Role[] = BUDGET): Role[] {
  return all.includes(own) ? [...all] : [own, ...all]
}

export function roleWord(role: Role): string {
  const words = t().intake
  if (role in words.role) return words.role[role as keyof typeof words.role]
  const [kind, ...parts] = role.split(':')
  if (kind === 'target') return words.targetOf(parts[0] ?? '')
  if (kind !== 'amount') return role
  const named = parts.map((part) => (/^\d+$/.test(part) ? words.yearOf(part) : (t().terms.fund[part as 'grant'] ?? part)))
  return words.amountOf(named.join(' '))
}

/** The family of a role, for its tint: dollars, what dollars are made of, words, nothing. */
export function familyOf(role: Role): 'money' | 'factor' | 'word' | 'none' {
  if (role.startsWith('amount') || role.startsWith('target') || role === 'baseline') return 'money'
  if (role === 'unit_price' || role === 'quantity' || role === 'unit') return 'factor'
  return role === 'ignore' || role === 'seq' ? 'none' : 'word'
}

/** Whether its cells hold numbers that a person may correct. */
export function isNumeric(role: Role): boolean {
  return familyOf(role) === 'money' || role === 'unit_price' || role === 'quantity'
}

/** A: 1, Z: 26, AA: 27. */
export function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

/** 1: A, 26: Z, 27: AA. */
export function columnLetters(number: number): string {
  let rest = number
  let letters = ''
  while (rest > 0) {
    const digit = (rest - 1) % 26
    letters = String.fromCharCode(65 + digit) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}
