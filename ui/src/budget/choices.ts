/**
 * Cells that hold one of a few words: the words of the screen in both languages, and how people write them besides.
 * A word that is none of them is refused, never guessed.
 */

import { terms as english } from '../i18n/en/terms'
import { terms as chinese } from '../i18n/zh-TW/terms'
import { t } from '../i18n/index.svelte'
import type { Category, Fund, Position, Tag } from './line'

/** The lists of the sheet, as the message module names them. */
export type List = 'category' | 'fund' | 'position' | 'tag'

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly words: readonly string[]
}

const ALSO_CATEGORY: Record<Category, string[]> = {
  personnel: ['人事'],
  operations: ['業務'],
  miscellaneous: ['雜費', '雜項'],
  capital: ['設備費', '設備', '資本門', '設備及投資（資本門）'],
}
const ALSO_FUND: Record<Fund, string[]> = {
  grant: ['教育部補助款', '教育部補助', '本部補助', '補助'],
  matching: ['學校配合款', '自籌款', '自籌', '配合'],
  external: ['外部', '企業', '地方政府', '民間'],
}
const ALSO_POSITION: Record<Position, string[]> = {
  principal_investigator: ['主持人', 'PI'],
  co_principal_investigator: ['co-PI'],
  associate_investigator: [],
  project_instructor: ['專案教師'],
  project_manager: [],
  full_time_assistant: ['專任'],
  part_time_assistant: ['兼任'],
  teaching_assistant: ['TA'],
  other: [],
}
const ALSO_TAG: Record<Tag, string[]> = {
  foreign_travel: ['國外差旅費', '國外旅費', '出國'],
  international_exchange: ['國際交流費', '國際交流費用'],
  labor_insurance: ['勞保費', '勞工保險'],
  health_insurance: ['健保費', '全民健保'],
  pension: ['勞退金', '勞退基金', '退休金', '離職儲金'],
}

export const CATEGORIES = choices('category', ALSO_CATEGORY)
export const FUNDS = choices('fund', ALSO_FUND)
export const POSITIONS = choices('position', ALSO_POSITION)
export const TAGS = choices('tag', ALSO_TAG)

function choices<V extends string>(list: List, also: Record<V, string[]>): readonly Choice<V>[] {
  const words = [chinese[list], english[list]] as Record<V, string>[]
  return (Object.keys(also) as V[]).map((value) => ({ value, words: [...words.map((of) => of[value]), ...also[value]] }))
}

/** The word on the screen; blank for a blank. */
export function wordOf(list: List, value: string | null | undefined): string {
  return value == null ? '' : ((t().terms[list] as Record<string, string>)[value] ?? value)
}

/** The choice that the text names, whole and unmistakably. */
export function readChoice<V extends string>(choices: readonly Choice<V>[], text: string): V | null {
  const wanted = folded(text)
  return choices.find((choice) => choice.words.some((word) => folded(word) === wanted))?.value ?? null
}

/** Choices that fit what has been typed so far: beginnings first, then anywhere; all of them for nothing. */
export function suggest<V extends string>(choices: readonly Choice<V>[], typed: string): Choice<V>[] {
  const wanted = folded(typed)
  if (wanted === '') return [...choices]
  const rank = (choice: Choice<V>) => {
    const words = choice.words.map(folded)
    if (words.includes(wanted)) return 0
    if (words.some((word) => word.startsWith(wanted))) return 1
    return words.some((word) => word.includes(wanted)) ? 2 : 3
  }
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((entry) => entry.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map((entry) => entry.choice)
}

/** Several words in one cell: 「國外差旅、國際交流」. */
export function splitWords(text: string): string[] {
  return text
    .split(/[、,，;；/／\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** What is being typed after the last separator; `null` when nothing is. */
export function lastWord(text: string): string | null {
  const word =
    text
      .split(/[、,，;；]/)
      .at(-1)
      ?.trim() ?? ''
  return word === '' ? null : word
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replaceAll('臺', '台')
    .toLowerCase()
}
