import { grouped } from '../decimal'
import { t } from '../i18n/index.svelte'
import { segments } from '../path'

const MONEY = new Set(['unit_price', 'amount', 'grant_requested', 'grant_approved'])

/** A value of the season in words: amounts with separators, blank as blank, items and people by what they are called. */
export function shown(at: string, value: unknown, person: (id: string) => string = (id) => id): string {
  if (value === null || value === undefined || value === '') return t().exchange.merge.blank
  if (typeof value === 'boolean') return value ? t().common.yes : t().common.no
  const last = segments(at).at(-1) ?? ''
  if (MONEY.has(last)) return grouped(String(value))
  if (typeof value !== 'object') return last === 'person' ? person(String(value)) : chosen(last, String(value))
  if (Array.isArray(value)) {
    return value.length === 0 ? t().exchange.merge.blank : t().common.list(value.map((one) => (typeof one === 'object' && one !== null ? named(one, person) : String(one))))
  }
  return named(value, person)
}

/** What a person typed, as the season holds it: blank is blank, an amount without its separators. */
export function written(at: string, typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  return MONEY.has(segments(at).at(-1) ?? '') ? text.normalize('NFKC').replace(/[,\s元]|NT\$/g, '') : typed
}

/** What an item is called: its title, else everything that it says. */
function named(item: object, person: (id: string) => string): string {
  const fields = item as Record<string, unknown>
  const name = ['item', 'title', 'name', 'party', 'text'].map((key) => fields[key]).find((one) => typeof one === 'string' && one.trim() !== '')
  const amount = fields['amount']
  if (typeof name === 'string') return amount === undefined || amount === null ? name : `${name} ${grouped(String(amount))}`
  const words = Object.entries(fields)
    .filter(([key, one]) => key !== 'id' && (typeof one === 'string' || typeof one === 'number'))
    .map(([key, one]) => (key === 'person' ? person(String(one)) : chosen(key, String(one))))
  return words.join(' ')
}

/** Choices by the words of the screen, where they have some. */
function chosen(field: string, value: string): string {
  const terms = t().terms as unknown as Record<string, unknown>
  for (const name of [field, `${field}s`]) {
    const table = terms[name]
    if (typeof table === 'object' && table !== null) {
      const word = (table as Record<string, unknown>)[value]
      if (typeof word === 'string') return word
    }
  }
  return value
}

/** A stretch that both texts share, that only the older has, or that only the newer has. */
export interface Stretch {
  kind: 'same' | 'old' | 'new'
  text: string
}

const AROUND = 24

/** Where two texts differ: what they share before and after is kept, shortened where it is long. */
export function difference(before: string, after: string): Stretch[] {
  const old = [...before]
  const now = [...after]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const start = old.slice(0, head)
  const end = tail === 0 ? [] : old.slice(-tail)
  const stretches: Stretch[] = [
    { kind: 'same', text: start.length > AROUND ? `…${start.slice(-AROUND).join('')}` : start.join('') },
    { kind: 'old', text: old.slice(head, old.length - tail).join('') },
    { kind: 'new', text: now.slice(head, now.length - tail).join('') },
    { kind: 'same', text: end.length > AROUND ? `${end.slice(0, AROUND).join('')}…` : end.join('') },
  ]
  return stretches.filter((one) => one.text !== '')
}
