import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow(process.env['SCHEME'] === 'dark' ? { scheme: 'dark' } : {})
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

/** `LOOK=folder` keeps pictures of what is tested, to be looked at; `SCHEME=dark` in the dark. */
async function look(name: string) {
  const folder = process.env['LOOK']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await window.page.screenshot({ path: `${folder}/${name}.png` })
}

test('a broken share leads to the amounts that keep it, and they are applied as one step that is undone', async () => {
  const { page } = window
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(page, '學校基本資料').click()
  await page.getByRole('button', { name: /^全部/ }).click()
  const card = page.locator('aside article', { has: page.getByRole('button', { name: '怎麼改' }) }).first()
  await card.waitFor()
  const sentence = await card.locator('.message').innerText()
  await card.getByRole('button', { name: '怎麼改' }).click()
  const dock = page.getByRole('region', { name: '怎麼改' })
  await dock.getByRole('heading', { name: '最小調整' }).waitFor()
  const apply = dock.getByRole('button', { name: '套用' })
  await apply.waitFor()
  await look('way-out')
  expect(await violations(page)).toEqual([])
  await apply.click()
  await saved(page)
  await dock.getByText('不需要調整').waitFor()
  await expect.poll(() => page.locator('aside article.violation', { hasText: sentence }).count()).toBe(0)
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Control+z')
  await apply.waitFor()
})

test('another grant shows its exact limits at once, by number and by slider', async () => {
  const { page } = window
  const dock = page.getByRole('region', { name: '怎麼改' })
  const grant = dock.getByRole('textbox', { name: '補助額（元）', exact: true })
  await grant.fill('3,499,999')
  await grant.press('Enter')
  await dock.getByText('至少 350,000').waitFor()
  const slider = dock.getByRole('slider', { name: '補助額（元）' })
  await slider.focus()
  await slider.press('Home')
  await expect.poll(() => grant.inputValue()).toBe('0')
})

test('an approved amount is laid over the lines, to the dollar', async () => {
  const { page } = window
  const dock = page.getByRole('region', { name: '怎麼改' })
  await dock.getByLabel('核定補助額（元）').fill('三百萬')
  await dock.getByRole('button', { name: '試算' }).click()
  await dock.getByText('合計移動').last().waitFor()
  await look('rescale')
  await dock.getByRole('button', { name: '套用' }).last().click()
  await saved(page)
  await expect.poll(() => page.getByLabel('核定補助額', { exact: true }).inputValue()).toBe('3,000,000')
  await page.getByText('與補助額相符').waitFor()
})
