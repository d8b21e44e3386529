import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violations } from './axe'
import { rail, saved } from './host'
import { give, receive, twoDesks } from './journey'

// A coordinator and an investigator, each with a library of their own; files are all that passes between them.
const desks = twoDesks('承辦人', '王老師')

async function title(page: Page): Promise<string> {
  return page.getByLabel('計畫名稱').inputValue()
}

let part: string
let first: string

test('the coordinator hands out a proposal, and the page says who holds it', async () => {
  const page = desks.office
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.locator('.proposal').first().click()
  first = await title(page)
  await rail(page, '交換與合併').click()
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByRole('button', { name: '選擇存放位置並交出' }).click()
  await page.getByRole('alert').filter({ hasText: '請填入要交給誰' }).waitFor()
  await page.getByLabel('交給誰').fill('王老師')
  // What is not ticked is there to be read.
  for (const chapter of ['團隊成員', '計畫內容', '經費編列', '檢核與輸出']) await page.getByRole('main').getByLabel(chapter).uncheck()
  expect(await violations(page)).toEqual([])
  part = await receive(page, page.getByRole('button', { name: '選擇存放位置並交出' }), desks.mail('out.usrdesk-part'))
  await page.getByRole('row', { name: /王老師.*在外/ }).waitFor()
})

test('the investigator sees that proposal and nothing else, fills it in and sends it back', async () => {
  const page = desks.teacher
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await give(page, page.getByRole('button', { name: '匯入申請檔' }), part)
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
  part = await receive(page, page.getByRole('button', { name: '交回…' }), desks.mail('back.usrdesk-part'))
  await page.getByRole('status').filter({ hasText: '請寄回' }).waitFor()
})

test('chapters outside the terms are read and not changed, and it is said', async () => {
  const page = desks.teacher
  const said = '這一章不在交給你的範圍內，只能看。'
  const main = page.getByRole('main')
  await rail(page, '團隊成員').last().click()
  await main.getByText(said).first().waitFor()
  expect(await main.getByLabel('角色', { exact: true }).first().isDisabled()).toBe(true)
  expect(await main.getByRole('button', { name: /^新增/ }).count()).toBe(0)
  await rail(page, '計畫內容').click()
  const text = main.getByRole('textbox').first()
  await text.waitFor()
  expect(await text.getAttribute('contenteditable')).toBe('false')
  expect(await text.getAttribute('aria-readonly')).toBe('true')
  expect(await main.getByRole('toolbar').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await rail(page, '經費編列').click()
  await main.getByRole('columnheader', { name: '金額' }).first().waitFor()
  expect(await main.getByRole('grid').count()).toBe(0)
  await rail(page, '檢核與輸出').click()
  await main.getByRole('button', { name: '輸出' }).first().waitFor()
  expect(await violations(page)).toEqual([])
  // What was handed out for it is as open as before.
  await rail(page, '基本資料').click()
  expect(await main.getByLabel('計畫名稱').isEditable()).toBe(true)
})

test('what both changed is shown side by side, nothing is preselected, a person decides', async () => {
  const page = desks.office
  await page.locator('.proposal').first().click()
  await page.getByLabel('計畫名稱').fill('辦公室改的題目')
  await page.getByLabel('計畫名稱').press('Enter')
  await saved(page)
  await rail(page, '交換與合併').click()
  await give(page, page.getByRole('button', { name: '收回…' }), part)
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
  const page = desks.office
  await page.getByRole('button', { name: '復原', exact: true }).click()
  await expect.poll(() => title(page)).toBe('辦公室改的題目')
  await page.getByRole('button', { name: '復原', exact: true }).click()
  await expect.poll(() => title(page)).toBe(first)
})

test('the accounting office sees every figure, changes none, remarks on one and sends it back', async () => {
  const page = desks.office
  await rail(page, '交換與合併').click()
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByLabel('交給誰').fill('主計室')
  await page.getByRole('radio', { name: /主計審閱/ }).check()
  const review = await receive(page, page.getByRole('button', { name: '選擇存放位置並交出' }), desks.mail('review.usrdesk-part'))

  const there = desks.teacher
  await there.getByRole('button', { name: '所有申請' }).last().click()
  await give(there, there.getByRole('button', { name: '匯入申請檔' }), review)
  await there.getByRole('heading', { name: '經費審閱', level: 1 }).waitFor()
  await there.getByRole('button', { name: /^加註：/ }).first().click()
  await there.getByRole('textbox', { name: /^意見：/ }).fill('單價依據為何？')
  await there.getByRole('button', { name: '登錄' }).click()
  await there.getByRole('article', { name: /^意見：/ }).waitFor()
  await saved(there)
  expect(await violations(there)).toEqual([])
  const back = await receive(there, there.getByRole('button', { name: '交回…' }), desks.mail('reviewed.usrdesk-part'))

  await give(page, page.getByRole('button', { name: '收回…' }), back)
  await page.getByText('自動合併 1 項').waitFor()
  await page.getByRole('button', { name: '完成合併' }).click()
  await page.getByRole('row', { name: /主計室.*收回/ }).waitFor()
})

test('a comment is answered, linked to what was changed, settled and printed', async () => {
  const page = desks.office
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
  await receive(page, page.getByRole('button', { name: '印研復表…' }), desks.mail('answers.pdf'))
})

test('two states are compared place by place, and the table of revisions is printed', async () => {
  const page = desks.office
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
  await receive(page, page.getByRole('button', { name: '印修正對照表…' }), desks.mail('revisions.pdf'))
})
