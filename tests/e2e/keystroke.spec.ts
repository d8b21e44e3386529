import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, rail, type Window } from './host'

// Measures, and asserts nothing of the machine: how long a key takes until the sums of a long sheet are in the page.

const LINES = 300
const KEYS = 120

let window: Window
let page: Page

beforeAll(async () => {
  window = await openWindow()
  page = window.page
  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '經費編列').click()
  await page.getByRole('grid').waitFor()
})
afterAll(() => window.close())

function at(times: number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1)
}

test('a key in a sheet of 300 lines', async () => {
  await page.getByRole('button', { name: '新增項目' }).click()
  await page.evaluate((count) => {
    const rows = Array.from({ length: count }, (_, n) => `項目 ${n + 1}\t\t補助款\t${100 + n}\t${1 + (n % 12)}\t式\t`)
    const data = new DataTransfer()
    data.setData('text/plain', rows.join('\n'))
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, LINES)
  await expect.poll(async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')), { timeout: 30_000 }).toBeGreaterThan(LINES)
  await page.getByRole('status').filter({ hasText: '已自動儲存' }).waitFor()

  // Only what is near the view is in the document.
  expect(await page.getByRole('row').count()).toBeLessThan(80)

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { times })
    let pressed = 0
    addEventListener('keydown', (event) => (pressed = event.timeStamp), true)
    new MutationObserver(() => {
      if (pressed) times.push(performance.now() - pressed)
      pressed = 0
    }).observe(document.querySelector('.dock')!, { subtree: true, childList: true, characterData: true })
  })
  for (let n = 0; n < KEYS; n += 1) await page.keyboard.press(n % 6 === 5 ? 'Enter' : String(1 + (n % 9)))
  const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)
  console.log(`key → DOM, ${LINES} lines, ${times.length} keys: p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`)
  expect(times.length).toBeGreaterThan(KEYS / 2)
}, 120_000)
