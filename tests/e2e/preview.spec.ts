import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'
import { receive } from './journey'

let window: Window
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usr-desk-preview-'))
  window = await openWindow({ width: 1600, height: 1000 })
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
}, 60_000)
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const pane = () => window.page.getByRole('complementary', { name: '預覽' })
const picture = () => pane().locator('img')
/** The page that is shown, once it is of the newest state. */
async function shownPage(): Promise<number> {
  return Number(await picture().getAttribute('data-page'))
}
const settled = () => expect.poll(() => pane().getByText('排版中…').count(), { timeout: 40_000 }).toBe(0)

test('F9 opens the pages beside the form, and the page of the chapter is shown', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').first().click()
  await page.keyboard.press('F9')
  await picture().waitFor({ timeout: 40_000 })
  await settled()
  const first = await shownPage()
  await rail(page, '經費編列').last().click()
  await expect.poll(shownPage, { timeout: 40_000 }).toBeGreaterThan(first)
  await expect.poll(() => picture().getAttribute('alt')).toMatch(/^第 \d+ 頁，共 \d+ 頁：.*經費/)
  // It is a picture of something: both light and dark points.
  const kinds = await picture().evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight]
    const drawn = canvas.getContext('2d')!
    drawn.drawImage(image, 0, 0)
    const points = drawn.getImageData(0, 0, canvas.width, canvas.height).data
    let dark = 0
    for (let i = 0; i < points.length; i += 4) if (points[i]! < 128) dark += 1
    return { wide: canvas.width, dark: dark / (points.length / 4) }
  })
  expect(kinds.wide).toBeGreaterThan(400)
  expect(kinds.dark).toBeGreaterThan(0.005)
  expect(kinds.dark).toBeLessThan(0.5)
  if (process.env['USR_DESK_KEEP']) await page.screenshot({ path: join(process.env['USR_DESK_KEEP'], 'preview.png') })
  expect(await violations(page)).toEqual([])
}, 90_000)

test('an edit changes the picture, undo brings the old one back', async () => {
  const { page } = window
  await rail(page, '基本資料').last().click()
  const title = page.getByLabel('計畫名稱').first()
  await title.focus()
  await settled()
  await expect.poll(async () => Number(await picture().getAttribute('data-page')), { timeout: 40_000 }).toBeLessThan(5)
  const before = await picture().getAttribute('src')
  await title.fill('預覽裡看得見的新題目')
  await title.blur()
  await saved(page)
  await expect.poll(() => picture().getAttribute('src'), { timeout: 40_000 }).not.toBe(before)
  await page.keyboard.press('Control+z')
  await expect.poll(() => picture().getAttribute('src'), { timeout: 40_000 }).toBe(before)
}, 120_000)

test('pages are turned by buttons and by number; a place on the page leads to its field', async () => {
  const { page } = window
  await settled()
  const start = await shownPage()
  await pane().getByRole('button', { name: '下一頁' }).click()
  await expect.poll(shownPage, { timeout: 40_000 }).toBe(start + 1)
  await pane().getByLabel('頁碼').fill('1')
  await page.keyboard.press('Enter')
  await expect.poll(shownPage, { timeout: 40_000 }).toBe(1)
  // The team has a page with fields of the team on it.
  await rail(page, '團隊成員').last().click()
  await expect.poll(() => pane().locator('summary').count(), { timeout: 20_000 }).toBe(1)
  await rail(page, '檢核與輸出').last().click()
  await settled()
  await pane().locator('summary').click()
  await pane().locator('details').getByRole('button').first().click()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await pane().locator('summary').click()
}, 90_000)

test('the setup is edited, printed with, undone, and its plan is shown', async () => {
  const { page } = window
  await rail(page, '輸出設定').click()
  await page.getByRole('heading', { name: '輸出設定', level: 1 }).waitFor()
  await page.getByText('預設，非公告', { exact: true }).waitFor()
  await page.getByText('總頁數').waitFor({ timeout: 60_000 })
  await page.getByLabel('雙面列印').check()
  await page.getByText('本校設定').waitFor()
  await expect.poll(() => page.getByText(/張（雙面）/).count(), { timeout: 60_000 }).toBe(1)
  await page.getByRole('button', { name: '「經費」上移' }).click()
  await page.getByRole('button', { name: '不印「自我檢核表」' }).click()
  await page.getByRole('button', { name: '加回「自我檢核表」' }).waitFor()
  await page.getByLabel('裝訂邊（毫米）').fill('40')
  await page.keyboard.press('Enter')
  await page.getByText('請填 0 至 15 的整數。').waitFor()
  await page.getByLabel('裝訂邊（毫米）').fill('１０')
  await page.keyboard.press('Enter')
  await saved(page)
  expect(await page.getByLabel('裝訂邊（毫米）').inputValue()).toBe('10')
  if (process.env['USR_DESK_KEEP']) await page.screenshot({ path: join(process.env['USR_DESK_KEEP'], 'setup.png') })
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '回到預設' }).click()
  await page.getByText('預設，非公告', { exact: true }).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('本校設定').waitFor()
}, 180_000)

test('what was handed in is kept, with its receipt, and what changed since is told by fields and pages', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').first().click()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  const written = await receive(page, dialog.getByRole('button', { name: '選擇存放位置並輸出' }), join(folder, '送件.pdf'))
  await dialog.getByText(/已輸出/).waitFor({ timeout: 60_000 })
  await dialog.locator('summary').click()
  await dialog.getByText('這份檔案蓋有「草稿」').waitFor()
  await dialog.getByLabel('收件編號').fill('USR-115-0042')
  await dialog.getByRole('button', { name: '標記為送件版' }).click()
  await dialog.getByRole('button', { name: '查看送件紀錄' }).click()
  await page.getByRole('heading', { name: '送件紀錄', level: 1 }).waitFor()
  await page.getByText('USR-115-0042').first().waitFor()

  await page.getByRole('button', { name: /送件後的變動/ }).click()
  await page.getByRole('main').getByText('送件之後沒有變動。').waitFor({ timeout: 60_000 })
  await page.locator('.rail a.proposal').first().click()
  await page.getByLabel('計畫名稱').first().fill('送件之後又改的題目')
  await page.getByLabel('計畫名稱').first().blur()
  await saved(page)
  await rail(page, '送件紀錄').click()
  await page.getByRole('button', { name: /送件後的變動/ }).click()
  await page.getByRole('main').getByText('1 個欄位有變動').waitFor({ timeout: 60_000 })
  const row = page.getByRole('row').filter({ hasText: '送件之後又改的題目' })
  expect(await row.getByRole('cell').last().innerText()).toMatch(/^\d/)
  if (process.env['USR_DESK_KEEP']) await page.screenshot({ path: join(process.env['USR_DESK_KEEP'], 'submissions.png') })
  expect(await violations(page)).toEqual([])

  const again = await receive(page, page.getByRole('button', { name: /^另存「/ }), join(folder, '再存.pdf'))
  expect((await readFile(again)).equals(await readFile(written))).toBe(true)
}, 240_000)

test('it speaks English, and a window that had the preview open has it again', async () => {
  const { page } = window
  await rail(page, '設定').last().click()
  await page.getByLabel('English').check()
  await page.getByRole('complementary', { name: 'Preview' }).getByLabel('Zoom').waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(await violations(page)).toEqual([])
}, 60_000)
