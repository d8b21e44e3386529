import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, type Window } from './host'
import { begin, SCREENS, visit, type Walk } from './screens'

// A window of 900 × 600, in English: what is read and pressed is there whole, its longer words too.

let window: Window
let walk: Walk
beforeAll(async () => {
  window = await openWindow({ width: 900, height: 600, language: 'en', author: 'Lin' })
  walk = await begin(window, 'en')
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const come = (name: string) => visit(walk, SCREENS.find((screen) => screen.name === name)!)

/** Whether all of it lies within what shows it, and its words within it. */
async function isWhole(one: Locator, within: Locator): Promise<boolean> {
  const [box, room] = [(await one.boundingBox())!, (await within.boundingBox())!]
  const cut = await one.evaluate((element) => element.scrollWidth > element.clientWidth + 1)
  return box.x >= room.x - 1 && box.x + box.width <= room.x + room.width + 1 && !cut
}

/** Whether the word that a list shows has room beside its arrow. */
const hasRoom = (select: Locator) =>
  select.evaluate((element: HTMLSelectElement) => {
    const pen = document.createElement('canvas').getContext('2d')!
    pen.font = getComputedStyle(element).font
    return pen.measureText(element.selectedOptions[0]?.text ?? '').width + 26 <= element.clientWidth
  })

test('what a clause says of a cell has its press whole', async () => {
  await come('budget')
  const { page } = walk
  await page.locator('[role="gridcell"].violation').first().click()
  const bar = page.locator('.bar:has(> .says)')
  expect(await isWhole(bar.locator('.link'), bar)).toBe(true)
  expect((await bar.locator('.says').boundingBox())!.width).toBeGreaterThan(120)
})

test('the words of the lists of a sheet are whole', async () => {
  await come('support-budget')
  const { page } = walk
  const words = page.locator('[data-column="category"] .text, [data-column="fund"] .text')
  expect(await words.count()).toBeGreaterThan(2)
  for (const one of await words.all()) expect(await one.evaluate((text) => text.scrollWidth <= text.clientWidth), await one.innerText()).toBe(true)
})

test('the head of the preview stands in its pane', async () => {
  await come('preview')
  const { page } = walk
  const head = page.locator('.preview > header')
  const title = (await head.locator('h2').boundingBox())!
  for (const select of await head.locator('select').all()) {
    expect(await isWhole(select, head)).toBe(true)
    expect(await hasRoom(select)).toBe(true)
    const box = (await select.boundingBox())!
    // Not over the title.
    expect(box.x >= title.x + (await head.locator('h2').evaluate((h2) => { const range = document.createRange(); range.selectNodeContents(h2); return range.getBoundingClientRect().width })) || box.y >= title.y + title.height).toBe(true)
  }
})

test('what a column of a workbook is can be read', async () => {
  await come('import-columns')
  const lists = walk.page.locator('th.over select')
  expect(await lists.count()).toBeGreaterThan(4)
  for (const list of await lists.all()) expect(await hasRoom(list), await list.inputValue()).toBe(true)
})

test('the ruler of earlier projects says their months whole', async () => {
  await come('experience')
  const cut = await walk.page.locator('main figure svg').evaluate((svg) => {
    const edge = svg.getBoundingClientRect().right
    return [...svg.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > edge).map((text) => text.textContent)
  })
  expect(cut).toEqual([])
})
