import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

const suite = (name: string) => fileURLToPath(new URL(`../suite/bulletins/${name}`, import.meta.url))
const seed = readFileSync(suite('seed.txt'), 'utf8')

let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const tab = (name: string) => window.page.getByRole('navigation', { name: '活動與時程的分頁' }).getByRole('link', { name })

test('a pasted bulletin stands beside what was read; two weekdays contradict their dates', async () => {
  const { page } = window
  await rail(page, '活動與時程').click()
  await tab('讀取公告').click()
  await page.getByLabel('公告文字').fill(seed)
  await page.getByRole('button', { name: '讀取文字' }).click()
  await page.getByRole('heading', { name: '認出 3 個活動' }).waitFor()
  const first = page.getByRole('group', { name: '第 1 個活動' })
  expect(await first.getByLabel('主辦單位').inputValue()).toBe('國立屏東科技大學')
  expect(await first.getByLabel('開始日').inputValue()).toBe('112/11/13')
  await first.getByText('是星期一，公告寫的是星期五').waitFor()
  expect(await page.getByText('公告寫的是星期五').count()).toBe(2)
  // From the doubt to its words.
  await first.getByRole('button', { name: '看原文' }).first().press('Enter')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('1121113日(星期五)')
  await page.getByText('https://usr.moe.gov.tw/Exhibition', { exact: true }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('corrected and chosen, they are added as one step', async () => {
  const { page } = window
  await page.getByRole('group', { name: '第 2 個活動' }).getByLabel('加入這個活動').uncheck()
  const first = page.getByRole('group', { name: '第 1 個活動' })
  await first.getByLabel('開始日').fill('112年11月17日')
  await first.getByLabel('開始日').press('Tab')
  await first.getByText('112年11月17日（五）').waitFor()
  await page.getByRole('button', { name: '加入 2 個活動' }).click()
  await page.getByRole('heading', { name: /112年SIG議題交流系列活動.*112年11月17日/ }).waitFor()
  expect(await page.getByLabel('活動名稱').count()).toBe(2)
  await saved(page)
  await page.getByRole('button', { name: /^復原/ }).click()
  await page.getByText('還沒有活動。').waitFor()
  await page.getByRole('button', { name: /^重做/ }).click()
  await page.getByRole('heading', { name: /112年SIG議題交流系列活動/ }).waitFor()
})

test('who took part is recorded, and an activity with its schools becomes a cross-school event', async () => {
  const { page } = window
  const first = page.getByRole('group', { name: /112年SIG/ }).first()
  await first.getByLabel('參與學校').fill('台大\n國立臺灣大學\n靜宜大學')
  await first.getByLabel('參與學校').press('Tab')
  await first.getByRole('button', { name: '新增參與者' }).click()
  await first.getByLabel('參與者').selectOption({ index: 1 })
  await saved(page)
  await first.getByLabel('列入跨校活動').selectOption({ index: 1 })
  await first.getByRole('button', { name: '列入跨校活動' }).click()
  // Another school's activity is no activity of ours.
  await page.getByRole('alert').filter({ hasText: '不是本校' }).getByRole('button').click()
  await first.getByLabel('主辦單位').fill('國立範例大學')
  await first.getByLabel('主辦單位').press('Tab')
  await saved(page)
  await first.getByRole('button', { name: '列入跨校活動' }).click()
  await page.getByText(/已列入「.*」的跨校活動/).waitFor()
  expect(await violations(page)).toEqual([])
})

test('the dates are planned backwards from the deadline over working days', async () => {
  const { page } = window
  await tab('本季時程').click()
  await page.getByRole('button', { name: '由公告期限倒推' }).click()
  await page.getByText('已排定 5 個日期').waitFor()
  await page.getByRole('heading', { name: '用印' }).waitFor()
  expect(await page.getByLabel('備註').first().inputValue()).toContain('預設，非公告')
  await saved(page)
  expect(await violations(page)).toEqual([])
  // Again: the same dates, not more of them.
  await page.getByRole('button', { name: '由公告期限倒推' }).click()
  expect(await page.getByRole('heading', { name: '用印' }).count()).toBe(1)
})

test('the calendar shows both and goes out as .ics', async () => {
  const { page } = window
  await tab('行事曆').click()
  await page.getByRole('button', { name: '教育部公告期限' }).waitFor()
  await page.getByRole('button', { name: /112年SIG議題交流系列活動/ }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '匯出行事曆 .ics' }).click()
  const file = await (await download).path()
  const text = readFileSync(file, 'utf8')
  expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
  expect(text.match(/BEGIN:VEVENT/g)!.length).toBeGreaterThanOrEqual(8)
  await page.getByText('已寫出').waitFor()
  expect(await violations(page)).toEqual([])
})

test('the notice is bilingual, with the calendar’s own weekday', async () => {
  const { page } = window
  await tab('對外通知').click()
  const text = page.getByLabel('純文字')
  await expect.poll(() => text.inputValue()).toContain('112年11月17日（星期五）')
  expect(await text.inputValue()).toContain('Friday, 17 November 2023')
  expect(await page.getByLabel('HTML（郵件）').inputValue()).toContain('<strong>112年SIG')
  expect(await violations(page)).toEqual([])
})

test('a file is read as well, and the dark theme stands up to the same checks', async () => {
  const { page } = window
  await page.emulateMedia({ colorScheme: 'dark' })
  await tab('讀取公告').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '選擇檔案…' }).click()
  await (await chooser).setFiles(suite('files/labelled-blocks.pdf'))
  // The worker has its own end to its time (240 s in a build for developers); what a busy machine takes is no failure.
  await page.getByRole('heading', { name: '認出 2 個活動' }).waitFor({ timeout: 250_000 })
  expect(await page.getByRole('group', { name: '第 2 個活動' }).getByLabel('結束日').inputValue()).toBe('112/11/22')
  expect(await violations(page)).toEqual([])
  for (const name of ['行事曆', '活動與參與', '本季時程', '對外通知']) {
    await tab(name).click()
    expect(await violations(page), name).toEqual([])
  }
}, 320_000)
