import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

// A coordinator and an investigator, each with a library of their own; files are all that passes between them.
let office: Window
let teacher: Window
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usr-desk-mail-'))
  office = await openWindow({ author: '承辦人' })
  teacher = await openWindow({ author: '王老師' })
}, 60_000)
afterAll(async () => {
  expect(office.faults).toEqual([])
  expect(teacher.faults).toEqual([])
  await office.close()
  await teacher.close()
})

async function downloaded(page: Page, act: () => Promise<void>, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const path = join(folder, name)
  await download.saveAs(path)
  return path
}

async function chosen(page: Page, act: () => Promise<void>, path: string): Promise<void> {
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), act()])
  await dialog.setFiles(path)
}

async function title(page: Page): Promise<string> {
  return page.getByLabel('計畫名稱').inputValue()
}

let part: string
let first: string

test('the coordinator hands out a proposal, and the page says who holds it', async () => {
  const { page } = office
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.locator('.proposal').first().click()
  first = await title(page)
  await rail(page, '交換與合併').click()
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByRole('button', { name: '選擇存放位置並交出' }).click()
  await page.getByRole('alert').filter({ hasText: '請填入要交給誰' }).waitFor()
  await page.getByLabel('交給誰').fill('王老師')
  await page.getByLabel('檢核與輸出').uncheck()
  expect(await violations(page)).toEqual([])
  part = await downloaded(page, () => page.getByRole('button', { name: '選擇存放位置並交出' }).click(), 'out.usrdesk-part')
  await page.getByRole('row', { name: /王老師.*在外/ }).waitFor()
})

test('the investigator sees that proposal and nothing else, fills it in and sends it back', async () => {
  const { page } = teacher
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await chosen(page, () => page.getByRole('button', { name: '匯入申請檔' }).click(), part)
  await page.getByText('這是承辦人交給王老師填寫的部分').waitFor()
  expect(await page.locator('.proposal').count()).toBe(1)
  expect(await rail(page, '學校基本資料').count()).toBe(0)
  await page.getByLabel('計畫名稱').fill('主持人改的題目')
  await rail(page, '計畫內容').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await rail(page, '基本資料').click()
  await page.getByLabel('擇定計畫主持人之依據').fill('主持人寫的依據')
  await page.getByLabel('計畫名稱').focus()
  await saved(page)
  expect(await violations(page)).toEqual([])
  part = await downloaded(page, () => page.getByRole('button', { name: '交回…' }).click(), 'back.usrdesk-part')
  await page.getByRole('status').filter({ hasText: '請寄回' }).waitFor()
})

test('what both changed is shown side by side, nothing is preselected, a person decides', async () => {
  const { page } = office
  await page.locator('.proposal').first().click()
  await page.getByLabel('計畫名稱').fill('辦公室改的題目')
  await page.getByLabel('計畫名稱').press('Enter')
  await saved(page)
  await rail(page, '交換與合併').click()
  await chosen(page, () => page.getByRole('button', { name: '收回…' }).click(), part)
  await page.getByRole('heading', { name: '合併「back.usrdesk-part」' }).waitFor()
  const row = page.getByRole('row', { name: /採用哪一個/ })
  expect(await row.count()).toBe(1)
  expect(await row.getByRole('radio', { checked: true }).count()).toBe(0)
  await page.getByText('還有 1 處要由你決定').waitFor()
  expect(await violations(page)).toEqual([])
  // Finishing now leads to what is undecided.
  await page.getByRole('button', { name: '完成合併' }).click({ force: true })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')
  await row.getByRole('radio', { name: /採用對方/ }).check()
  await page.getByText('衝突都已決定').waitFor()
  await page.getByLabel('只看衝突').uncheck()
  await page.getByText('主持人寫的依據').waitFor()
  await page.getByRole('button', { name: '完成合併' }).click()
  await page.getByRole('row', { name: /王老師.*收回/ }).waitFor()
  await page.locator('.proposal').first().click()
  expect(await title(page)).toBe('主持人改的題目')
})

test('the merge is one step, and one undo takes all of it back', async () => {
  const { page } = office
  await page.getByRole('button', { name: '復原', exact: true }).click()
  await expect.poll(() => title(page)).toBe('辦公室改的題目')
  await page.getByRole('button', { name: '復原', exact: true }).click()
  await expect.poll(() => title(page)).toBe(first)
})

test('the accounting office sees every figure, changes none, remarks on one and sends it back', async () => {
  const { page } = office
  await rail(page, '交換與合併').click()
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByLabel('交給誰').fill('主計室')
  await page.getByRole('radio', { name: /主計審閱/ }).check()
  const review = await downloaded(page, () => page.getByRole('button', { name: '選擇存放位置並交出' }).click(), 'review.usrdesk-part')

  const there = teacher.page
  await there.getByRole('button', { name: '所有申請' }).last().click()
  await chosen(there, () => there.getByRole('button', { name: '匯入申請檔' }).click(), review)
  await there.getByRole('heading', { name: '經費審閱', level: 1 }).waitFor()
  await there.getByRole('button', { name: /^加註：/ }).first().click()
  await there.getByRole('textbox', { name: /^意見：/ }).fill('單價依據為何？')
  await there.getByRole('button', { name: '登錄' }).click()
  await there.getByRole('article', { name: /^意見：/ }).waitFor()
  await saved(there)
  expect(await violations(there)).toEqual([])
  const back = await downloaded(there, () => there.getByRole('button', { name: '交回…' }).click(), 'reviewed.usrdesk-part')

  await chosen(page, () => page.getByRole('button', { name: '收回…' }).click(), back)
  await page.getByText('自動合併 1 項').waitFor()
  await page.getByRole('button', { name: '完成合併' }).click()
  await page.getByRole('row', { name: /主計室.*收回/ }).waitFor()
})

test('a comment is answered, linked to what was changed, settled and printed', async () => {
  const { page } = office
  await rail(page, '審查意見').click()
  const card = page.getByRole('article')
  await card.getByLabel('研復說明').fill('依核定之鐘點費支給標準。')
  await card.getByLabel('研復說明').blur()
  await saved(page)
  await card.getByRole('button', { name: '連結修正處…' }).click()
  await card.getByLabel('自哪個版本以來的修改').waitFor()
  await card.getByRole('button', { name: '結案' }).click()
  await card.getByText('承辦人').last().waitFor()
  await saved(page)
  expect(await violations(page)).toEqual([])
  await downloaded(page, () => page.getByRole('button', { name: '印研復表…' }).click(), 'answers.pdf')
})

test('two states are compared place by place, and the table of revisions is printed', async () => {
  const { page } = office
  await page.locator('.proposal').first().click()
  await page.getByLabel('計畫名稱').fill('修正後的題目')
  await page.getByLabel('計畫名稱').press('Enter')
  await saved(page)
  await rail(page, '版本紀錄').click()
  const earlier = page.getByLabel('較早的版本')
  await earlier.waitFor()
  await earlier.selectOption({ index: (await earlier.locator('option').count()) - 1 })
  await page.getByRole('button', { name: '比較' }).click()
  await page.getByRole('columnheader', { name: '修正前' }).waitFor()
  await page.getByRole('row', { name: /修正後的題目.*名稱/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await downloaded(page, () => page.getByRole('button', { name: '印修正對照表…' }).click(), 'revisions.pdf')
})
