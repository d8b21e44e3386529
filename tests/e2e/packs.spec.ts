import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

const packs = fileURLToPath(new URL('../../crates/rules/tests/packs', import.meta.url))
let folder: string
let window: Window
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usr-desk-packs-'))
  for (const name of ['office.md', '117-121.md']) await copyFile(join(packs, name), join(folder, name))
  process.env['USR_DESK_PACKS'] = folder
  window = await openWindow()
})
afterAll(async () => {
  delete process.env['USR_DESK_PACKS']
  expect(window.faults).toEqual([])
  await window.close()
  await rm(folder, { recursive: true, force: true })
})

test('what a pack changes stands beside what stood before it, with both sources', async () => {
  const { page } = window
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(page, '設定').click()
  await page.getByText(/內建規則.*SHA-256 [0-9a-f]{16}…/).first().waitFor()
  await page.getByRole('button', { name: /範例大學校內規則.*對照/ }).click()
  const row = page.getByRole('row', { name: /校內配合款/ })
  await row.waitFor()
  const sides = await row.getByRole('cell').allInnerTexts()
  expect(sides[0]).toContain('（虛構）校內經費作業要點第四點')
  expect(sides[0]).toMatch(/15$/)
  expect(sides[1]).toContain('第七點第六款')
  expect(sides[1]).toMatch(/10$/)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: /虛構的下一期要點.*對照/ }).click()
  const ceiling = page.getByRole('row', { name: /每一計畫每年補助上限/ })
  await ceiling.getByText('4,000,000').waitFor()
  await ceiling.getByText('3,500,000').waitFor()
})

test('in an English window rules have English titles, and what is the law stays Chinese and says so', async () => {
  const { page } = window
  await page.getByLabel('English').check()
  await page.getByRole('row', { name: /^Yearly ceiling of each plan/ }).waitFor()
  await page.getByRole('link', { name: /^All clauses/ }).click()
  await page.getByLabel('Filter by number or words').fill('personnel share')
  await page.getByRole('button', { name: /^Personnel share/ }).first().click()
  await page.getByRole('heading', { name: 'Personnel share', level: 2 }).waitFor()
  await page.getByText('English is a translation and nothing official').waitFor()
  expect(await page.locator('main blockquote').first().getAttribute('lang')).toBe('zh-Hant-TW')
  // Nothing Chinese stands there that is not marked as such.
  const unmarked = await page.locator('main article').first().evaluate((article) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const text = walker.currentNode
      if (/\p{Script=Han}/u.test(text.textContent ?? '') && !text.parentElement?.closest('[lang^="zh"], .card .foot')) found.push(text.textContent ?? '')
    }
    return found
  })
  expect(unmarked).toEqual([])
  expect(await violations(page)).toEqual([])
})
