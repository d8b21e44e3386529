import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

const CHAPTERS = ['基本資料', '團隊成員', '實績佐證', '計畫內容', '指標與 SDGs', '合作與附件', '經費編列', '檢核與輸出']
const SCHOOL = ['總覽', '學校基本資料', '人員名冊', '校務支持規劃方案', '校務支持經費', '學校附件與確認', '匯入 Excel', '輸出設定', '送件紀錄', '版本紀錄', '條款總覽', '設定']

describe.each(['light', 'dark'] as const)('every view holds WCAG 2.2 AA, %s', (scheme) => {
  let window: Window
  beforeAll(async () => {
    window = await openWindow({ scheme })
    await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  })
  afterAll(async () => {
    expect(window.faults).toEqual([])
    await window.close()
  })

  const looked = async (page: Page) => {
    await page.waitForTimeout(150)
    expect(await violations(page)).toEqual([])
  }

  test.each(SCHOOL)('%s', async (name) => {
    await rail(window.page, name).first().click()
    await looked(window.page)
  })

  test.each(CHAPTERS)('計畫：%s', async (name) => {
    // The third proposal is an international one: agreements and events are there.
    await window.page.locator('.rail a.proposal').nth(2).click()
    await rail(window.page, name).last().click()
    await looked(window.page)
  })

  test('the palette', async () => {
    await window.page.keyboard.press('Control+k')
    await window.page.getByRole('dialog').waitFor()
    await window.page.keyboard.type('經費')
    await looked(window.page).finally(() => window.page.keyboard.press('Escape'))
    await expect.poll(() => window.page.getByRole('dialog').count()).toBe(0)
  })

  test('the export', async () => {
    await window.page.keyboard.press('Control+p')
    await window.page.getByRole('dialog').waitFor()
    await looked(window.page).finally(() => window.page.keyboard.press('Escape'))
    await expect.poll(() => window.page.getByRole('dialog').count()).toBe(0)
  })

  test('the list of seasons, with a new one begun', async () => {
    await window.page.getByRole('button', { name: '所有申請' }).last().click()
    await window.page.getByRole('button', { name: '新增申請' }).click()
    await looked(window.page)
  })
})

test('at 200 % nothing is cut off sideways', async () => {
  const window = await openWindow({ width: 720, height: 450 })
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  for (const name of ['學校基本資料', '人員名冊']) {
    await rail(window.page, name).click()
    const wide = await window.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBeLessThanOrEqual(0)
  }
  await window.close()
})

test('the window speaks English too, at once', async () => {
  const window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(window.page, '設定').click()
  await window.page.getByLabel('English').check()
  await window.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  expect(await window.page.evaluate(() => document.documentElement.lang)).toBe('en-TW')
  expect(await violations(window.page)).toEqual([])
  await window.close()
})
