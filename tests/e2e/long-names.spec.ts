import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, openWindow, type Window } from './host'

// Names as long as people make them: titles of projects that are sentences, a name in two scripts, an address without a blank.

const TITLE = '跨領域永續發展與地方創生人才培育暨高齡照護社區共學共榮'.repeat(8)
const NAME = '阿美族傳統姓名並列羅馬拼音Kacaw'.repeat(5)
const ADDRESS = `https://www.example.edu.tw/${'x'.repeat(180)}`

interface Seeded {
  season: { id: string }
  revision: number
  workspace: { people: { id: string }[]; proposals: { id: string; budget: { year: number; lines: { id: string }[] }[] }[] }
}

let window: Window
beforeAll(async () => {
  window = await openWindow({ width: 1100, height: 800 })
  const { page } = window
  await page.getByRole('heading', { level: 1, name: '總覽' }).waitFor()
  const address = new URL(page.url()).origin
  const [season] = (await call(address, 'library'))['library'] as { id: string }[]
  const { workspace, revision } = (await call(address, { open: { season: season!.id } }))['opened'] as Seeded
  const proposal = workspace.proposals[0]!
  const [year] = proposal.budget
  const set = (path: string, value: unknown) => ({ set: { path, value } })
  const edits = [
    set('/school/name', `國立${'超長校名科技與社會創新'.repeat(6)}大學`),
    set(`/proposals/${proposal.id}/title`, TITLE),
    set(`/proposals/${proposal.id}/budget/${year!.year}/lines/${year!.lines[0]!.id}/item`, `${'Averyveryverylongword'.repeat(8)}${TITLE}`),
    set(`/people/${workspace.people[0]!.id}/name`, NAME),
    set(`/people/${workspace.people[0]!.id}/department`, ADDRESS),
  ]
  await call(address, { edit: { season: season!.id, base: revision, edit: { all: { label: { zh: '很長的名字', en: 'Long names' }, edits } }, typing: false } })
  await page.reload()
  await page.getByRole('button', { name: '練習季', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '總覽' }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

/** What stands beyond the right edge of the page, where nothing leads to it but scrolling sideways. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const main = document.querySelector('main')!
    const edge = main.getBoundingClientRect().right
    const scrolls = (element: Element | null): boolean =>
      element !== null && element !== main && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    return [...main.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge + 1 && !scrolls(one)).map((one) => `${one.tagName} ${one.className}`.trim())
  })
}

for (const [width, height] of [[1100, 800], [900, 600]] as const) {
  test(`nothing is pushed out of the page at ${width} × ${height}`, async () => {
    const { page } = window
    await page.setViewportSize({ width, height })
    const found: string[] = []
    const look = async (name: string) => {
      await page.locator('main h1').first().waitFor()
      await page.waitForTimeout(120)
      found.push(...(await cutOff(page)).map((one) => `${name}: ${one}`))
      // A heading of one word stands on one line.
      const [tall, line] = await page.locator('main h1').first().evaluate((h1) => [h1.getBoundingClientRect().height, parseFloat(getComputedStyle(h1).lineHeight)])
      if (tall! > line! * 1.5) found.push(`${name}: the heading takes ${Math.round(tall! / line!)} lines`)
    }
    for (const name of ['總覽', '學校基本資料', '人員名冊', '版本紀錄', '圖表', '交換與合併']) {
      await page.locator('.rail a', { hasText: name }).first().click()
      await look(name)
    }
    await page.locator('.rail a.proposal').first().click()
    const chapters = page.locator('.rail .chapters a')
    for (let n = 0; n < (await chapters.count()); n += 1) {
      await chapters.nth(n).click()
      const name = (await chapters.nth(n).innerText()).trim()
      await look(name)
      // The trail may shorten the title, never the page that one is on.
      expect(await page.locator('.crumb .last').evaluate((last) => last.scrollWidth <= last.clientWidth), name).toBe(true)
    }
    expect(found).toEqual([])
  })
}

test('a title of many lines leaves the overview a table', async () => {
  const { page } = window
  await page.locator('.rail a', { hasText: '總覽' }).first().click()
  const row = page.locator('main table').first().locator('tbody tr').first()
  expect((await row.boundingBox())!.height).toBeLessThan(80)
})
