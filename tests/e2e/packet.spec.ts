import { readFile } from 'node:fs/promises'
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
