import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => window.close())

test('a proposal becomes a PDF that the browser receives', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').first().click()
  await page.keyboard.press('Control+p')
  const received = page.waitForEvent('download', { timeout: 55_000 })
  await page.getByRole('dialog').getByRole('button', { name: '選擇存放位置並輸出' }).click()
  const file = await received
  expect(file.suggestedFilename()).toMatch(/\.pdf$/)
  const bytes = await readFile((await file.path())!)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await page.getByText(/已輸出/).first().waitFor()
  expect(window.faults).toEqual([])
})

test('the season becomes the files of an upload, listed with pages, sizes and hashes', async () => {
  const { page } = window
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('輸出範圍').selectOption('')
  await dialog.getByRole('radio', { name: /上傳用分檔/ }).check()
  const received = new Map<string, Download>()
  page.on('download', (file) => received.set(file.suggestedFilename(), file))
  await dialog.getByRole('button', { name: '選擇資料夾並輸出' }).click()
  await dialog.getByText(/已輸出 \d+ 個檔案到資料夾/).waitFor({ timeout: 150_000 })
  const listed = await dialog.getByRole('rowheader').allInnerTexts()
  expect(listed.some((name) => name.endsWith('校務支持規劃方案.pdf'))).toBe(true)
  expect(listed.filter((name) => name.endsWith('經費表.pdf')).length).toBe(4)
  await expect.poll(() => received.size, { timeout: 30_000 }).toBe(listed.length + 1)

  const manifest = JSON.parse((await readFile((await received.get('manifest.json')!.path())!)).toString()) as { files: { name: string; sha256: string; pages: number }[] }
  expect(manifest.files.map((file) => file.name)).toEqual(listed)
  for (const file of manifest.files.slice(0, 3)) {
    const bytes = await readFile((await received.get(file.name)!.path())!)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    expect(await dialog.getByRole('row').filter({ hasText: file.name }).innerText()).toMatch(new RegExp(`\\s${file.pages}\\s.*${file.sha256.slice(0, 12)}`))
  }
  expect(window.faults).toEqual([])
}, 240_000)
