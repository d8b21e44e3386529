import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, rail, type Window } from './host'

// In the system's contrast themes every background is gone: what was said by one must still be seen.
describe.each(['light', 'dark'] as const)('forced colours, %s', (scheme) => {
  let window: Window
  let page: Page
  beforeAll(async () => {
    window = await openWindow({ scheme, forced: true })
    page = window.page
    await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  })
  afterAll(async () => {
    expect(window.faults).toEqual([])
    await window.close()
  })
  const ground = (element: Locator) => element.first().evaluate((one) => getComputedStyle(one).backgroundColor)
  const visit = async (chapter: string) => {
    await page.locator('.rail a.proposal').first().click()
    await rail(page, chapter).last().click()
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
  }

  test('what is chosen stands out from what is not', async () => {
    expect(await ground(page.locator('main [aria-pressed="true"]'))).not.toBe(await ground(page.locator('main [aria-pressed="false"]')))
    await visit('指標與 SDGs')
    expect(await ground(page.locator('.goal[aria-pressed="true"]'))).not.toBe(await ground(page.locator('.goal[aria-pressed="false"]')))
    expect(await ground(page.locator('aside [role="tab"][aria-selected="true"]'))).not.toBe(await ground(page.locator('aside [role="tab"][aria-selected="false"]')))
  })

  test('selected cells and the bars against their limits are there', async () => {
    await visit('經費編列')
    const cell = (row: number, column: string) => page.locator(`[role="row"][aria-rowindex="${row}"] [data-column="${column}"]`)
    await cell(3, 'unit_price').click()
    await page.keyboard.press('Shift+ArrowDown')
    expect(await ground(cell(3, 'unit_price'))).not.toBe(await ground(cell(5, 'unit_price')))
    expect(await ground(page.locator('.track .fill'))).not.toBe(await ground(page.locator('.track')))
  })
})
