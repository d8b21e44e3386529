import { expect, test } from 'vitest'
import { en } from './en'

/** Every sentence that counts something, with the count put in: `budget.count: 1 line`. */
function counted(words: object, count: number, at: string[] = []): string[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
    const here = [...at, name]
    if (typeof value === 'function') {
      let said: unknown
      try {
        said = (value as (...given: unknown[]) => unknown)(count, count, count)
      } catch {
        // Wants words, not numbers.
        return []
      }
      return typeof said === 'string' ? [`${here.join('.')}: ${said}`] : []
    }
    return typeof value === 'object' && value !== null ? counted(value, count, here) : []
  })
}

/** What no school meets one of: characters of a text, lines of a printed page, the faults that were planted in the practice season. */
const MANY = ['chapters.content.section', 'chapters.content.whole', 'narrative.pagesBasis', 'explain.alike.compared', 'word.replaces', 'tour.begin']

test('one of a thing is not called many', () => {
  const many = /(?<![\w.,–-])1 (?:more |list |live )?[a-z]+(?<!s)s\b(?<! is| was)/
  const wrong = counted(en, 1).filter((said) => many.test(said) && !MANY.some((other) => said.startsWith(`${other}:`)))
  expect(wrong).toEqual([])
})

test('two of a thing are', () => {
  const lines = counted(en, 2)
  expect(lines).toContain('budget.count: 2 lines')
  expect(lines).toContain('exchange.compare.count: 2 differences')
})
