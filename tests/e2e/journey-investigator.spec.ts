import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { saved } from './host'
import { choose, give, narrate, narrated, receive, twoDesks, visit, write } from './journey'

// 計畫主持人的一份：收到檔案、補齊自己的章節、交回。The office and the teacher each have a library of their own.
const desks = twoDesks('林承辦', '王主持')

let sent: string
/** Violations of the proposal, as the rail counts them. */
const broken = async (page: Page) => Number((await page.locator('.rail a.proposal').first().locator('.broken').allInnerTexts())[0] ?? 0)
const cell = (page: Page, item: string, column: string) => page.getByRole('row').filter({ hasText: item }).first().locator(`[data-column="${column}"]`)

test('the office sends the proposal to its investigator', async () => {
  const page = desks.office
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  expect(await broken(page)).toBe(5)
  await visit(page, '交換與合併')
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByLabel('交給誰').fill('王主持')
  sent = await receive(page, page.getByRole('button', { name: '選擇存放位置並交出' }), desks.mail('寄出.usrdesk-part'))
})

test('the investigator opens it, and sees his own proposal with what stands open', async () => {
  const page = desks.teacher
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await give(page, page.getByRole('button', { name: '匯入申請檔' }), sent)
  await page.getByText('這是林承辦交給王主持填寫的部分').waitFor()
  expect(await page.locator('.rail a.proposal').count()).toBe(1)
  expect(await broken(page)).toBeGreaterThan(0)
})

test('team, experience and a missing section are filled in', async () => {
  const page = desks.teacher
  await visit(page, '團隊成員')
  await choose(page, '角色', '協同主持人')
  await visit(page, '實績佐證')
  await write(page, '結束日', '113/12/31')
  await page.locator('figcaption').getByText('聯集 24 個月').waitFor()
  await visit(page, '計畫內容')
  await narrate(page, '課程與人才培育', '開設「社區照護實作」三學分課程，每學期由學生進駐漁村十二週。')
  await expect.poll(() => page.getByRole('navigation', { name: '各節' }).getByRole('button').filter({ hasText: '未填' }).count()).toBe(0)
})

test('the budget is put right in the sheet, by keyboard, and the sums follow', async () => {
  const page = desks.teacher
  await visit(page, '經費編列')
  await page.getByRole('grid', { name: '115 年度經費表' }).waitFor()
  // 單價 × 數量 is not the amount: the finding leads to the cell.
  await page.locator('aside article.violation').filter({ hasText: '單價乘以數量' }).getByRole('button').first().click()
  await page.getByRole('grid', { name: '115 年度經費表' }).waitFor()
  await cell(page, '專任助理', 'quantity').click()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  expect(await cell(page, '專任助理', 'quantity').innerText()).toBe('12')

  await page.getByRole('tab', { name: '116 年度' }).click()
  await page.getByRole('grid', { name: '116 年度經費表' }).waitFor()
  const grant = page.getByRole('textbox', { name: '申請補助額' })
  await grant.fill('3,500,000')
  await grant.press('Enter')
  // What is asked for less is taken from the largest line.
  await page.getByText('比補助額多 100,000 元').waitFor()
  await cell(page, '場域活動業務費', 'unit_price').click()
  await page.keyboard.type('1400000')
  await page.keyboard.press('Enter')
  await expect.poll(() => broken(page)).toBe(0)
  await saved(page)
})

test('it goes back, and the office has all of it in one step', async () => {
  const back = await receive(desks.teacher, desks.teacher.getByRole('button', { name: '交回…' }), desks.mail('交回.usrdesk-part'))
  const page = desks.office
  await give(page, page.getByRole('button', { name: '收回…' }), back)
  await page.getByText(/自動合併 \d+ 項/).waitFor()
  expect(await page.getByText(/衝突 \d/).count()).toBe(0)
  await page.getByRole('button', { name: '完成合併' }).click()
  await page.getByRole('row', { name: /王主持.*收回/ }).waitFor()
  await expect.poll(() => broken(page)).toBe(1)
  await page.locator('.rail a.proposal').first().click()
  await visit(page, '團隊成員')
  expect(await page.getByLabel('角色', { exact: true }).last().inputValue()).not.toBe('')
  await page.getByRole('group', { name: /協同主持人/ }).waitFor()
  await visit(page, '計畫內容')
  expect(await narrated(page, '課程與人才培育')).toContain('每學期由學生進駐漁村十二週')
})
