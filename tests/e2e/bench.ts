import { availableParallelism, cpus, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { binary, call, openWindow } from './host'

// How fast the window is, in Chromium over the loopback bridge. Figures are told and nothing is asserted: they are of this
// machine and of what else it does. `npm run bench` with USR_DESK_BIN naming a release build says what users feel.

interface Line {
  [field: string]: unknown
}
type View = { season: { id: string }; revision: number; workspace: { proposals: { id: string; budget: { year: number; lines: Line[] }[] }[] } }

export async function main(): Promise<void> {
  console.log(`${binary}\n${cpus()[0]?.model ?? 'processor'} × ${availableParallelism()}, load ${loadavg().map((one) => one.toFixed(1)).join(' ')}`)
  await firstPaint()
  await keys(300)
  await scrolling(1_500)
  await longImport(20_000)
  console.log(`load at the end ${loadavg().map((one) => one.toFixed(1)).join(' ')}`)
}

/** From the moment that the page is asked for, over five windows; the desk is running. */
async function firstPaint(): Promise<void> {
  const painted: number[] = []
  const window = await openWindow()
  const address = new URL(window.page.url()).origin
  for (let run = 0; run < 6; run += 1) {
    const page = await window.context.newPage()
    await page.goto(address)
    await page.locator('h1').first().waitFor()
    await page.waitForTimeout(200)
    const time = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)
    await page.close()
    // The first one fills the caches.
    if (run > 0) painted.push(time)
  }
  await window.close()
  tell('first contentful paint', painted)
}

/** A key in a long sheet: until the sums are in the page, and until the checks of the season are there. */
async function keys(lines: number): Promise<void> {
  const window = await openWindow()
  const { page } = window
  await longSheet(page, lines)
  await page.locator('[role="row"][aria-rowindex="5"] [data-column="unit_price"]').click()
  await page.evaluate(() => {
    const dom: number[] = []
    const checks: number[] = []
    Object.assign(globalThis, { dom, checks })
    let pressed = 0
    let sent = 0
    addEventListener(
      'keydown',
      (event) => {
        pressed = performance.now()
        if (event.key === 'Enter') sent = pressed
      },
      true,
    )
    new MutationObserver(() => {
      if (pressed) dom.push(performance.now() - pressed)
      pressed = 0
    }).observe(document.querySelector('.year')!, { subtree: true, childList: true, characterData: true, attributes: true })
    const saved = document.querySelector('footer .saved')!
    new MutationObserver(() => {
      if (sent && /已自動儲存/.test(saved.textContent ?? '')) {
        checks.push(performance.now() - sent)
        sent = 0
      }
    }).observe(saved, { subtree: true, childList: true, characterData: true })
  })
  const used = await spent(page)
  const before = await used()
  for (let n = 0; n < 40; n += 1) {
    for (const digit of `${1 + (n % 9)}${n % 10}0`) await page.keyboard.press(digit)
    await page.keyboard.press('Enter')
    await page.locator('footer .saved', { hasText: '已自動儲存' }).waitFor()
    await page.waitForTimeout(40)
  }
  const own = ((await used()) - before) / 40
  const { dom, checks } = await page.evaluate(() => {
    const { dom, checks } = globalThis as unknown as { dom: number[]; checks: number[] }
    return { dom, checks }
  })
  await window.close()
  tell(`key → sums in the page, ${lines} lines`, dom)
  tell(`Enter → durable and judged, ${lines} lines`, checks)
  console.log(`  main thread ${own.toFixed(1)} ms of processor for three digits, Enter and what follows them`)
}

/** A sheet of many lines, scrolled from top to bottom as by a wheel. */
async function scrolling(lines: number): Promise<void> {
  const window = await openWindow()
  const { page } = window
  await longSheet(page, lines)
  const used = await spent(page)
  const before = await used()
  const result = await page.evaluate(async () => {
    const sheet = document.querySelector('[role="grid"]')!
    const long: number[] = []
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
    const frames: number[] = []
    let last = performance.now()
    for (let frame = 0; frame < 240; frame += 1) {
      sheet.scrollTop += 120
      await new Promise(requestAnimationFrame)
      frames.push(performance.now() - last)
      last = performance.now()
    }
    return { frames, long, rows: document.querySelectorAll('[role="row"]').length }
  })
  const own = ((await used()) - before) / result.frames.length
  await window.close()
  tell(`a frame while ${lines} lines are scrolled`, result.frames)
  console.log(`  main thread ${own.toFixed(1)} ms of processor a frame; tasks over 50 ms: ${result.long.length}; rows in the document: ${result.rows}`)
}

/**
 * What the page's main thread has spent so far, in milliseconds of the processor's own time: what else the machine does is
 * not in it.
 */
async function spent(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
  }
}

/**
 * An import of as many lines as a budget takes: how long one waits at each step, and how the page answers afterwards. A
 * press counts until the sums beside the sheet have followed it.
 */
async function longImport(lines: number): Promise<void> {
  const window = await openWindow({ width: 1440 })
  const { page } = window
  page.setDefaultTimeout(240_000)
  await page.getByRole('heading', { level: 1, name: '總覽' }).waitFor()
  await page.locator('.rail a.proposal').first().click()
  await page.locator('.rail .chapters a').nth(6).click()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await page.evaluate(() => {
    const long: number[] = []
    Object.assign(globalThis, { long })
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
  })
  const waited = async (what: string, act: () => Promise<void>, until: () => Promise<unknown>) => {
    const from = performance.now()
    await act()
    await until()
    const took = performance.now() - from
    const long = await page.evaluate(() => (globalThis as unknown as { long: number[] }).long.splice(0))
    console.log(`${what}, ${lines} lines: ${(took / 1000).toFixed(2)} s; longest task of the page ${Math.max(0, ...long).toFixed(0)} ms`)
  }
  const row = (n: number) => `業務費,印刷費（第${n + 1}組）,份,${50 + (n % 97)},2,${2 * (50 + (n % 97))},${n % 2 ? '補助款' : '學校配合款'},辦理第${n % 500}場工作坊`
  const csv = `113年度經費表\n經費類別,項目,單位,單價,數量,金額,經費來源,說明\n${Array.from({ length: lines }, (_, n) => row(n)).join('\n')}\n`
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '選擇檔案…' }).click()
  const file = { name: '經費.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  const numbered = new RegExp(String(lines).replace(/(?=(...)$)/, ',?'))
  await waited('a file chosen → its preview', async () => (await chooser).setFiles(file), () => page.getByText(new RegExp(`可匯入 ${numbered.source}`)).first().waitFor())
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
  await waited('→ what would change', () => press('下一步：確認差異'), () => page.getByRole('heading', { name: /^對「/ }).waitFor())
  await waited('→ imported and shown', () => press(new RegExp(`匯入 ${numbered.source} 項變更`)), () => page.getByRole('grid').waitFor())
  await waited('a cell clicked', () => page.locator('[role="row"][aria-rowindex="5"] [data-column="unit_price"]').click(), () => page.locator('.rail').waitFor())
  for (const digits of ['123', '456', '789']) {
    await waited('three digits and Enter → durable and judged', async () => {
      await page.keyboard.type(digits)
      await page.keyboard.press('Enter')
    }, async () => {
      await page.waitForTimeout(20)
      await page.locator('footer .saved', { hasText: '已自動儲存' }).waitFor()
    })
  }
  await waited('another chapter and back', async () => {
    await page.locator('.rail .chapters a').nth(5).click()
    await page.locator('.rail .chapters a').nth(6).click()
  }, () => page.getByRole('grid').waitFor())
  const isGone = (most: number) => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? 0) < most
  const undo = async () => {
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z')
  }
  await waited('three edits and the import undone', undo, () => page.waitForFunction(isGone, lines))
  await window.close()
}

/** The practice season with that many lines in the first year of its first proposal, and its sheet open. */
async function longSheet(page: Page, lines: number): Promise<void> {
  const address = new URL(page.url()).origin
  await page.getByRole('heading', { level: 1, name: '總覽' }).waitFor()
  const [season] = (await call(address, 'library'))['library'] as { id: string }[]
  const view = (await call(address, { open: { season: season!.id } }))['opened'] as View
  const { id, budget } = view.workspace.proposals[0]!
  const pattern = budget[0]!.lines
  const value = Array.from({ length: lines }, (_, n) => ({ ...pattern[n % pattern.length], id: `bench-${n}`, item: `項目 ${n + 1}`, unit_price: String(100 + n), quantity: '2', amount: String(2 * (100 + n)) }))
  await call(address, { edit: { season: season!.id, base: view.revision, edit: { set: { path: `/proposals/${id}/budget/${budget[0]!.year}/lines`, value } }, typing: false } })
  await page.reload()
  await page.getByRole('button', { name: '練習季', exact: true }).click()
  await page.locator('.rail a.proposal').first().click()
  await page.locator('.rail .chapters a').nth(6).click()
  await page.getByRole('grid').waitFor()
}

function tell(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1)
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${times.length})`)
}
