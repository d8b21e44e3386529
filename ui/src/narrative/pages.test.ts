import { expect, test } from 'vitest'
import { ofPlainText } from './plain'
import { outlineOf, pagesOf, PER_LINE, PER_PAGE } from './pages'

test('a page is 34 lines of 38 characters; Latin letters take half', () => {
  const line = '字'.repeat(PER_LINE)
  expect(pagesOf(ofPlainText(Array.from({ length: PER_PAGE }, () => line).join('\n\n')))).toBe(1)
  expect(pagesOf(ofPlainText(line + '字')) * PER_PAGE).toBe(2)
  expect(pagesOf(ofPlainText('a'.repeat(PER_LINE * 2))) * PER_PAGE).toBe(1)
})

test('pictures and tables take room', () => {
  const half = pagesOf({ type: 'doc', content: [{ type: 'figure', attrs: { attachment: 'a', width: 50 } }] })
  const whole = pagesOf({ type: 'doc', content: [{ type: 'figure', attrs: { attachment: 'a' } }] })
  expect(whole).toBeGreaterThan(half)
  const cell = (text: string) => ({ type: 'table_cell' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] })
  const table = (text: string) => pagesOf({ type: 'doc', content: [{ type: 'table', content: [{ type: 'table_row', content: [cell('短'), cell(text)] }] }] })
  expect(table('長'.repeat(200))).toBeGreaterThan(table('短'))
})

test('the outline is the headings in order', () => {
  const heading = (level: number, text: string) => ({ type: 'heading' as const, attrs: { level }, content: [{ type: 'text' as const, text }] })
  expect(outlineOf({ type: 'doc', content: [heading(1, '甲'), { type: 'paragraph' }, heading(2, '乙')] })).toEqual([
    { level: 1, text: '甲', index: 0 },
    { level: 2, text: '乙', index: 1 },
  ])
})
