import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

test('a new season asks for edition, round and years, and is drafted', async () => {
  const { page } = window
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('button', { name: '新增申請' }).click()
  await page.getByRole('button', { name: '建立申請' }).click()
  await page.getByRole('alert').filter({ hasText: '請填寫申請名稱' }).waitFor()
  await page.getByLabel('申請名稱').fill('第四期申請')
  await page.getByLabel('校名').fill('國立新案大學')
  await page.getByLabel('期別').fill('第四期（114–116 年）')
  await page.getByLabel('第一個計畫年度').fill('115')
  await page.getByLabel('最後一個計畫年度').fill('116')
  await page.getByRole('button', { name: '建立申請' }).click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.getByText('國立新案大學').first().waitFor()
})

test('a proposal is added and its basics are kept, over a reload too', async () => {
  const { page } = window
  await page.getByRole('button', { name: '新增計畫' }).click()
  await page.getByLabel('計畫名稱').fill('山城共學：在地產業與高齡照護')
  await page.getByLabel('計畫類型').selectOption({ index: 1 })
  await page.getByLabel('開始日').fill('民國115年1月1日')
  await page.getByLabel('結束日').fill('1161231')
  await page.getByLabel('擇定計畫主持人之依據').fill('114年9月10日校務會議決議')
  await page.getByLabel('計畫名稱').focus()
  await saved(page)
  expect(await page.getByLabel('開始日').inputValue()).toBe('115/1/1')

  await page.reload()
  await page.getByRole('button', { name: '第四期申請' }).click()
  await page.getByRole('navigation', { name: '章節' }).getByText('山城共學').click()
  expect(await page.getByLabel('結束日').inputValue()).toBe('116/12/31')
  expect(await page.getByLabel('擇定計畫主持人之依據').inputValue()).toBe('114年9月10日校務會議決議')
})

test('a date that does not exist is said, and never stored', async () => {
  const { page } = window
  const ends = page.getByLabel('結束日')
  await ends.fill('116/2/30')
  await ends.press('Enter')
  await page.getByRole('alert').filter({ hasText: '不是存在的日期' }).waitFor()
  await ends.press('Escape')
  expect(await ends.inputValue()).toBe('116/12/31')
})

test('a person enters the roster and the team; history names the steps and goes back', async () => {
  const { page } = window
  await rail(page, '人員名冊').click()
  await page.getByRole('button', { name: '新增人員' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('王大明')
  await page.getByLabel('員工編號', { exact: true }).fill('S0001')
  await page.getByLabel('職稱', { exact: true }).fill('教授')
  await page.getByRole('navigation', { name: '章節' }).getByText('山城共學').click()
  await rail(page, '團隊成員').click()
  await page.getByRole('button', { name: '新增成員' }).click()
  await page.getByLabel('人員', { exact: true }).selectOption({ label: '王大明' })
  await page.getByRole('group', { name: /王大明.*計畫主持人/ }).waitFor()
  await saved(page)

  await rail(page, '版本紀錄').click()
  const steps = page.locator('main tbody tr')
  await steps.nth(2).waitFor()
  expect(await steps.count()).toBeGreaterThan(5)
  expect(await steps.first().innerText()).toContain('測試員')
  await page.getByLabel('為目前狀態命名').fill('校內審查版')
  await page.getByRole('button', { name: '命名' }).click()
  await page.getByText('校內審查版').first().waitFor()
})

test('undo goes all the way and redo brings it back', async () => {
  const { page } = window
  await rail(page, '團隊成員').or(page.getByRole('navigation', { name: '章節' }).getByText('山城共學')).first().click()
  await rail(page, '團隊成員').click()
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('main .item').count()).toBe(0)
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+y')
  await expect.poll(() => page.getByRole('group', { name: /王大明/ }).count()).toBe(1)
})
