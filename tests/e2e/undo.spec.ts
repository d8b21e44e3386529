import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rail, openWindow, saved, type Window } from './host'

// On every screen: something is changed, the window goes elsewhere, and undo comes back, changes it back and marks it.
let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const fill = async (page: Page, label: string, text: string) => {
  const field = page.getByRole('main').getByLabel(label, { exact: true }).first()
  await field.fill(text)
  await field.blur()
}
const proposal = async (page: Page, index: number, chapter: string) => {
  await page.locator('.rail a.proposal').nth(index).click()
  if (chapter !== '基本資料') await rail(page, chapter).last().click()
  await page.getByRole('heading', { name: chapter, level: 1 }).waitFor()
}
const school = async (page: Page, name: string) => {
  await rail(page, name).first().click()
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
}

interface Screen {
  heading: string
  go: (page: Page) => Promise<void>
  change: (page: Page) => Promise<void>
  /** What must bear the mark. */
  marked: (page: Page) => ReturnType<Page['locator']>
}
const field = (label: string) => (page: Page) => page.locator('[data-changed]').filter({ has: page.getByLabel(label, { exact: true }) })
const any = (page: Page) => page.locator('[data-changed]')

const SCREENS: Record<string, Screen> = {
  學校基本資料: { heading: '學校基本資料', go: (p) => school(p, '學校基本資料'), change: (p) => fill(p, '校名', '另一所大學'), marked: field('校名') },
  人員名冊: {
    heading: '人員名冊',
    go: (p) => school(p, '人員名冊'),
    change: async (p) => {
      await p.getByRole('main').locator('button[aria-expanded]').first().click()
      await fill(p, '職稱', '講座教授')
    },
    marked: field('職稱'),
  },
  校務支持規劃方案: {
    heading: '校務支持規劃方案',
    go: (p) => school(p, '校務支持規劃方案'),
    change: async (p) => {
      await p.getByRole('textbox', { name: '成效評估' }).click()
      await p.keyboard.press('Control+End')
      await p.keyboard.insertText('再加一句。')
    },
    marked: any,
  },
  校務支持經費: { heading: '校務支持經費', go: (p) => school(p, '校務支持經費'), change: (p) => cell(p), marked: (p) => p.locator('[role="gridcell"][data-changed]') },
  學校附件與確認: {
    heading: '學校附件與確認',
    go: (p) => school(p, '學校附件與確認'),
    change: async (p) => void (await p.getByRole('button', { name: /^(建立清單|新增文件)$/ }).click()),
    marked: any,
  },
  活動與時程: {
    heading: '活動與時程',
    go: async (p) => {
      await school(p, '活動與時程')
      await p.getByRole('main').getByRole('link', { name: '本季時程' }).click()
    },
    change: async (p) => void (await p.getByRole('button', { name: '新增日期' }).first().click()),
    marked: any,
  },
  基本資料: { heading: '基本資料', go: (p) => proposal(p, 0, '基本資料'), change: (p) => fill(p, '計畫名稱', '改了名字'), marked: field('計畫名稱') },
  團隊成員: { heading: '團隊成員', go: (p) => proposal(p, 0, '團隊成員'), change: async (p) => void (await p.getByRole('button', { name: /^刪除：/ }).last().click()), marked: any },
  實績佐證: { heading: '實績佐證', go: (p) => proposal(p, 0, '實績佐證'), change: (p) => fill(p, '開始日', '110/1/1'), marked: field('開始日') },
  計畫內容: {
    heading: '計畫內容',
    go: (p) => proposal(p, 1, '計畫內容'),
    change: async (p) => {
      const section = p.getByRole('navigation', { name: '各節' }).getByRole('button').nth(2)
      await section.click()
      await p.getByRole('main').getByRole('textbox').first().click()
      await p.keyboard.press('Control+End')
      await p.keyboard.insertText('再加一句。')
    },
    marked: any,
  },
  '指標與 SDGs': { heading: '指標與 SDGs', go: (p) => proposal(p, 1, '指標與 SDGs'), change: async (p) => void (await p.getByRole('button', { name: /氣候行動/ }).click()), marked: any },
  合作與附件: { heading: '合作與附件', go: (p) => proposal(p, 2, '合作與附件'), change: (p) => fill(p, '效期迄日', '120/1/1'), marked: field('效期迄日') },
  經費編列: { heading: '經費編列', go: (p) => proposal(p, 1, '經費編列'), change: (p) => cell(p), marked: (p) => p.locator('[role="gridcell"][data-changed]') },
  檢核與輸出: { heading: '檢核與輸出', go: (p) => proposal(p, 1, '檢核與輸出'), change: (p) => fill(p, '115 年度的理由', '因應在地需要。'), marked: field('115 年度的理由') },
}

/** Another quantity in the first line of the sheet. */
async function cell(page: Page) {
  const quantity = page.locator('[role="row"][aria-rowindex="3"] [data-column="quantity"]')
  await quantity.click()
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
}

test.each(Object.entries(SCREENS))('%s', async (_, screen) => {
  const { page } = window
  const state = () => page.evaluate(() => document.querySelector('.bar button[title]')?.getAttribute('title') ?? '')
  const before = await state()
  await screen.go(page)
  await screen.change(page)
  await expect.poll(state).not.toBe(before)
  await saved(page)
  await rail(page, '總覽').click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByRole('heading', { name: screen.heading, level: 1 }).waitFor()
  await screen.marked(page).first().waitFor()
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement) === true && document.activeElement !== document.querySelector('main'))).toBe(true)
  await expect.poll(state).toBe(before)
  expect(await page.locator('[aria-live="polite"]').last().textContent()).toMatch(/^已復原：/)
  // Redo goes there as well, and the mark goes with the next key.
  await rail(page, '總覽').click()
  await page.keyboard.press('Control+y')
  await page.getByRole('heading', { name: screen.heading, level: 1 }).waitFor()
  await screen.marked(page).first().waitFor()
  await page.keyboard.press('Shift')
  await expect.poll(() => page.locator('[data-changed]').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(state).toBe(before)
})

test('a proposal whose making was undone leaves no blank page behind', async () => {
  const { page } = window
  await page.getByRole('button', { name: '新增計畫' }).click()
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
  await saved(page)
  await page.keyboard.press('Control+z')
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.getByText('這件計畫已不在這份申請裡').waitFor()
  await page.keyboard.press('Control+y')
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
})
