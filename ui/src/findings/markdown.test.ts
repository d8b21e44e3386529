import { expect, test } from 'vitest'
import { blocksOf } from './markdown'

test('paragraphs, headings, items, strong words and code; no HTML', () => {
  const blocks = blocksOf('# 題\n說明 **重點** 與 `x`\n接續\n\n- 一\n- 二\n\n<b>不是標記</b>')
  expect(blocks.map((b) => b.kind)).toEqual(['heading', 'paragraph', 'item', 'item', 'paragraph'])
  expect(blocks[1]?.runs.map((r) => r.text)).toEqual(['說明 ', '重點', ' 與 ', 'x', '接續'])
  expect(blocks[1]?.runs[1]?.strong).toBe(true)
  expect(blocks[4]?.runs[0]?.text).toBe('<b>不是標記</b>')
})
