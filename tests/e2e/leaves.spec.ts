import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, type Window } from './host'
import { begin, SCREENS, visit } from './screens'

// A budget leaves as a workbook and an imported line tells where it came from: by the keyboard, in both themes and languages.

let window: Window | undefined

afterEach(async () => {
  expect(window?.faults).toEqual([])
  await window?.close()
  window = undefined
})

const screen = (name: string) => SCREENS.find((one) => one.name === name)!

for (const [scheme, language] of [
  ['light', 'zh-TW'],
  ['dark', 'en'],
] as const) {
  test(`the export menu and the origin of a line, ${scheme}, ${language}`, async () => {
    window = await openWindow({ scheme, language })
    const { page } = window
    const walk = await begin(window, language)
    const { words } = walk

    await visit(walk, screen('budget-leaves'))
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('export-budget')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem').first().waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(words.budget.export.budget('Excel', '.xlsx'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    const bytes = await readFile(await file.path())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')

    await visit(walk, screen('line-origin'))
    const origin = page.getByTestId('line-origin')
    expect(await origin.innerText()).toMatch(/d01_moe_apply_112\.xlsx › 經費表 › F\d+/)
    expect(await origin.innerText()).toContain(words.budget.origin.field('unit_price'))
    expect(await violations(page)).toEqual([])
  }, 240_000)
}
