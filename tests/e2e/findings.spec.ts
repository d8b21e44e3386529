import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

test('an empty library opens the practice season, with its school and proposals', async () => {
  const { page } = window
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.getByText('練習用').first().waitFor()
  expect(await page.locator('main tbody tr').count()).toBeGreaterThanOrEqual(4)
})

test('too late a submission is a violation; the check leads to the field; undo takes both back', async () => {
  const { page } = window
  const late = page.locator('aside article', { hasText: '第四點' }).filter({ hasText: '逾' }).or(page.locator('aside article.violation'))
  await rail(page, '學校基本資料').click()
  const planned = page.getByLabel('預計送件時間', { exact: true })
  await planned.fill('115/12/31')
  await planned.press('Enter')
  await late.first().waitFor()
  await saved(page)

  await page.getByRole('heading', { level: 1 }).focus()
  await late.first().getByRole('button').first().click()
  await expect.poll(() => planned.evaluate((element) => element === document.activeElement)).toBe(true)
  // The sentence beside the field is the sentence of the panel.
  const message = (await late.first().locator('.message').innerText()).trim()
  await page.locator('main').getByText(message, { exact: false }).first().waitFor()

  await page.keyboard.press('Control+z')
  await expect.poll(() => planned.inputValue()).not.toBe('115/12/31')
  await expect.poll(() => page.locator('aside article', { hasText: message }).count()).toBe(0)
})

test('a clause opens with its text word for word', async () => {
  const { page } = window
  await rail(page, '條款總覽').click()
  await page.getByLabel('以條號或文字篩選條款').fill('第七點第二款')
  await page.locator('main .list li button').first().click()
  await page.getByRole('heading', { name: '條文原文' }).waitFor()
  expect((await page.locator('blockquote').first().innerText()).length).toBeGreaterThan(10)
})

test('F8 goes from one open check to the next, over the whole season', async () => {
  const { page } = window
  await rail(page, '總覽').click()
  await page.keyboard.press('F8')
  const first = await page.locator('[aria-live="polite"]').first().innerText()
  await page.keyboard.press('F8')
  await expect.poll(() => page.locator('[aria-live="polite"]').first().innerText()).not.toBe(first)
})
