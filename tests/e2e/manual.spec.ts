import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

// 操作手冊：視窗裡的頁面，與同一份內容的 PDF。
let window: Window
let page: Page
beforeAll(async () => {
  window = await openWindow()
  page = window.page
  await rail(page, '操作手冊').click()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

test('every page of the manual can be read, with its pictures', async () => {
  const pages = page.getByRole('navigation', { name: '手冊目錄' }).getByRole('listitem').getByRole('button')
  await pages.first().waitFor()
  const count = await pages.count()
  expect(count).toBeGreaterThan(5)
  for (let at = 0; at < count; at++) {
    const title = (await pages.nth(at).textContent()) ?? ''
    await pages.nth(at).click()
    const article = page.getByRole('article', { name: title })
    await article.getByRole('heading', { level: 2, name: title }).waitFor()
    for (const picture of await article.locator('figure').all()) {
      const shown = picture.getByRole('img')
      await shown.waitFor()
      await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(400)
    }
  }
  expect(await violations(page)).toEqual([])
}, 120_000)

test('the same pages are saved as a PDF', async () => {
  const download = page.waitForEvent('download', { timeout: 90_000 })
  await page.getByRole('button', { name: '存成 PDF…' }).click()
  const file = await (await download).path()
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
  await page.getByRole('status').filter({ hasText: '已輸出「USR提案工作台_操作手冊.pdf」' }).waitFor()
}, 120_000)
