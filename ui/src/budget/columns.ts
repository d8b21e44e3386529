/** The columns of the sheet: what a cell shows, and how a typed or pasted text becomes its value. */

import { CATEGORIES, FUNDS, POSITIONS, TAGS, readChoice, splitWords, wordOf, type Choice } from './choices'
import { chosenLanguage, t } from '../i18n/index.svelte'
import { grouped } from '../decimal'
import type { BudgetLine, Tag } from './line'
import { readMoney, readQuantity, type Doubt } from '../money'

export const COLUMNS = [
  'category',
  'item',
  'position',
  'fund',
  'unit_price',
  'quantity',
  'unit',
  'amount',
  'tags',
  'note',
] as const
export type Column = (typeof COLUMNS)[number]

export type Kind = 'text' | 'money' | 'quantity' | 'choice' | 'tags'
export const KINDS: Record<Column, Kind> = {
  category: 'choice',
  item: 'text',
  position: 'choice',
  fund: 'choice',
  unit_price: 'money',
  quantity: 'quantity',
  unit: 'text',
  amount: 'money',
  tags: 'tags',
  note: 'text',
}

/** Pixels; the last column takes what is left. */
type Widths = Readonly<Record<Column, number>>
const WIDTHS: Widths = {
  category: 84,
  item: 164,
  position: 88,
  fund: 76,
  unit_price: 90,
  quantity: 58,
  unit: 54,
  amount: 106,
  tags: 112,
  note: 180,
}
/** The words of lists are longer in English. */
const WIDTHS_EN: Widths = { ...WIDTHS, category: 108, position: 112, fund: 90 }

export function widths(): Widths {
  return chosenLanguage() === 'en' ? WIDTHS_EN : WIDTHS
}

/** Why a text was not taken. */
export type CellDoubt = Doubt | 'not_a_choice'

export type CellReading =
  { kind: 'value'; value: BudgetLine[Column]; unit?: string } | { kind: 'unreadable'; text: string; doubt: CellDoubt }

/** The words that a cell of a few words may hold; `null` for free cells. */
export function choicesOf(column: Column): readonly Choice[] | null {
  switch (column) {
    case 'category':
      return CATEGORIES
    case 'fund':
      return FUNDS
    case 'position':
      return POSITIONS
    case 'tags':
      return TAGS
    default:
      return null
  }
}

/** As the sheet shows it. */
export function shown(line: BudgetLine, column: Column): string {
  const text = written(line, column)
  return isNumber(column) && text !== '' ? grouped(text) : text
}

/** As it stands in the cell while it is edited, and as it is copied: numbers without separators. */
export function written(line: BudgetLine, column: Column): string {
  switch (column) {
    case 'category':
      return wordOf('category', line.category)
    case 'fund':
      return wordOf('fund', line.fund)
    case 'position':
      return wordOf('position', line.position)
    case 'tags':
      return t().common.list(line.tags.map((tag) => wordOf('tag', tag)))
    default:
      return line[column] ?? ''
  }
}

/** The value that a text means in this column. */
export function readCell(column: Column, text: string): CellReading {
  const bare = text.trim()
  switch (KINDS[column]) {
    case 'text':
      return { kind: 'value', value: bare.replace(/\s*[\r\n]+\s*/g, ' ') }
    case 'money':
    case 'quantity': {
      const reading = KINDS[column] === 'money' ? readMoney(text) : readQuantity(text)
      if (reading.kind === 'unreadable') return reading
      if (reading.kind === 'blank') return { kind: 'value', value: null }
      return { kind: 'value', value: reading.value, ...(reading.unit ? { unit: reading.unit } : {}) }
    }
    case 'choice': {
      if (bare === '') return { kind: 'value', value: null }
      const value = readChoice(choicesOf(column)!, bare)
      return value === null
        ? { kind: 'unreadable', text: bare, doubt: 'not_a_choice' }
        : ({ kind: 'value', value } as CellReading)
    }
    case 'tags': {
      const tags = splitWords(bare).map((word) => readChoice(TAGS, word))
      if (tags.includes(null)) return { kind: 'unreadable', text: bare, doubt: 'not_a_choice' }
      return { kind: 'value', value: [...new Set(tags)] as Tag[] }
    }
  }
}

export function isNumber(column: Column): boolean {
  return KINDS[column] === 'money' || KINDS[column] === 'quantity'
}
