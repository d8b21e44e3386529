import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow({ tour: true })
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const bar = () => window.page.getByRole('complementary', { name: '練習導覽' })
const item = (n: number) => window.page.getByRole('main').getByRole('list').last().locator(':scope > li').nth(n - 1)

test('the first start says what there is to do, and hints one fault at a time', async () => {
  const { page } = window
  await bar().getByText('這份申請裡埋了 15 個錯誤').waitFor()
  await bar().getByText('0／15').waitFor()
  expect(await violations(page)).toEqual([])
  await bar().getByRole('button', { name: '提示' }).click()
  await bar().getByText('萌芽型 116 年度申請額超過每年上限').waitFor()
  await bar().getByRole('button', { name: '前往這裡' }).click()
  await page.getByRole('heading', { name: '經費編列', level: 1 }).waitFor()
})

test('each fault is told in three depths: hint, clause, full way', async () => {
  const { page } = window
  await bar().getByRole('button', { name: '導覽清單' }).click()
  await page.getByRole('heading', { name: '練習導覽', level: 1 }).waitFor()
  const second = item(2)
  expect(await second.textContent()).not.toContain('單價乘數量')
  await second.getByRole('button', { name: /^提示/ }).click()
  await second.getByText('單價乘數量不等於金額').waitFor()
  await second.getByRole('button', { name: /^條款/ }).click()
  await second.locator('blockquote').waitFor()
  await second.getByRole('button', { name: /^完整做法/ }).click()
  await second.getByRole('button', { name: /數量/ }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('the full way leads to the place; put right there by hand, the fault is ticked, and undo takes the tick away', async () => {
  const { page } = window
  const third = item(3)
  await third.getByRole('button', { name: /^完整做法/ }).click()
  await third.getByRole('row').nth(1).getByRole('button').click()
  await page.getByRole('heading', { name: '實績佐證', level: 1 }).waitFor()
  const ends = page.getByLabel('結束日').first()
  await expect.poll(() => ends.evaluate((e) => e === document.activeElement)).toBe(true)
  await ends.fill('113/12/31')
  await page.keyboard.press('Enter')
  await bar().getByText('1／15').waitFor()
  await saved(page)
  await page.keyboard.press('Control+z')
  await bar().getByText('0／15').waitFor()
  await page.keyboard.press('Control+y')
  await bar().getByText('1／15').waitFor()
})

test('the tour can be left and taken up again; what was done stays', async () => {
  const { page } = window
  await bar().getByRole('button', { name: '離開導覽' }).click()
  await expect.poll(() => bar().count()).toBe(0)
  await page.reload()
  await page.getByRole('button', { name: '練習季' }).click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  expect(await bar().count()).toBe(0)
  await rail(page, '練習導覽').click()
  await page.getByText('已改好 1／15').first().waitFor()
  await page.getByRole('button', { name: '繼續導覽' }).click()
  await rail(page, '總覽').click()
  await bar().waitFor()
})

test('all fifteen put right: the season is clean, and the tour says what comes next', async () => {
  const { page } = window
  await rail(page, '練習導覽').click()
  for (let n = 1; n <= 15; n += 1) {
    if (n === 3) continue
    const one = item(n)
    await one.getByRole('button', { name: /^完整做法/ }).click()
    await one.getByRole('button', { name: /^照這樣改/ }).click()
    await one.getByText('已改好').waitFor()
  }
  await page.getByRole('heading', { name: '全部改好了' }).waitFor()
  await saved(page)
  expect(await page.locator('footer .counts').getAttribute('aria-label')).toContain('違規 0')
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page)).toEqual([])
})

test('started over, there are fifteen faults again, and the season of before is kept', async () => {
  const { page } = window
  await page.getByRole('button', { name: '從頭開始' }).click()
  await page.getByText('已改好 0／15').first().waitFor()
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByText('已刪除的申請（1）').waitFor()
})
