import { wordOf } from '../budget/choices'
import type { OfficeWord } from '../host/protocol'

/** What a word means, in a line. */
export function meaning(word: OfficeWord): string {
  const parts = [
    word.item ?? '',
    word.category ? wordOf('category', word.category) : '',
    word.position ? wordOf('position', word.position) : '',
    ...(word.tags ?? []).map((tag) => wordOf('tag', tag)),
  ]
  return parts.filter((text) => text !== '').join('・')
}

/** Whether it can be kept: a word, and something that it means. */
export function isWhole(word: OfficeWord): boolean {
  return word.text.trim() !== '' && meaning(word) !== ''
}
