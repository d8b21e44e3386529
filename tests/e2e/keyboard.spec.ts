import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const focused = () => window.page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.tagName)

test('the palette finds a field by its name and goes there', async () => {
  const { page } = window
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('校名')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('校名').evaluate((e) => e === document.activeElement)).toBe(true)
})

test('a field is changed, undone and redone with keys only; no key is lost to a shortcut', async () => {
  const { page } = window
  const name = page.getByLabel('校名')
  const before = await name.inputValue()
  await page.keyboard.press('End')
  await page.keyboard.type(' kzf8?/')
  await page.keyboard.press('Tab')
  await saved(page)
  expect(await name.inputValue()).toBe(`${before} kzf8?/`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => name.inputValue()).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => name.inputValue()).toBe(`${before} kzf8?/`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => name.inputValue()).toBe(before)
  await saved(page)
})

test('F6 walks through the panes and comes back', async () => {
  const { page } = window
  const here = () => page.evaluate(() => document.activeElement?.closest('.pane')?.getAttribute('aria-label') ?? document.activeElement?.closest('nav')?.ariaLabel ?? 'none')
  const panes = new Set<string>()
  for (let i = 0; i < 4; i += 1) {
    const left = await here()
    await page.keyboard.press('F6')
    await expect.poll(here).not.toBe(left)
    panes.add(await here())
  }
  expect(panes.size).toBe(4)
  expect(panes.has('none')).toBe(false)
})

test('Alt+← goes back to the page before; Ctrl+digit turns to a chapter', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { name: '實績佐證', level: 1 }).waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
})

test('the first Tab offers to skip the rail; a dialog gives the focus back', async () => {
  const { page } = window
  await page.reload()
  await page.getByRole('button', { name: /練習/ }).first().click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Tab')
  expect(await focused()).toContain('跳到主要內容')
  await page.keyboard.press('Control+p')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})
