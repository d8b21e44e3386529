import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'
import { suite } from './journey'

// Files from outside: dropped anywhere on the window, they go where they belong, and nothing changes by their mere coming.
let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

/** Drags these files over the window and lets go, as the browser tells it to the page. */
async function drop(page: Page, ...paths: string[]): Promise<void> {
  const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), content: (await readFile(path)).toString('base64') })))
  await dropBytes(page, files)
}
async function dropBytes(page: Page, files: { name: string; content: string }[], letGo = true): Promise<void> {
  await page.evaluate(
    ({ files, letGo }) => {
      const data = new DataTransfer()
      for (const { name, content } of files) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name))
      const target = document.querySelector('main h1') ?? document.body
      for (const type of letGo ? ['dragover', 'drop'] : ['dragover']) target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    { files, letGo },
  )
}
const asked = () => window.page.getByRole('complementary', { name: /^收到/ })
const steps = () => window.page.locator('.bar button[title]').first().getAttribute('title')

test('while a file is over the window it says so; a budget sheet opens the import of the proposal that is shown', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').nth(1).click()
  await dropBytes(page, [{ name: 'x.xlsx', content: '' }], false)
  await page.getByText('放開，送到它該去的頁面').waitFor()
  expect(await violations(page)).toEqual([])
  await drop(page, suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await page.getByText('可匯入 12 項').waitFor({ timeout: 40_000 })
  expect(await page.getByText('放開，送到它該去的頁面').count()).toBe(0)
  expect(await steps()).toBe('沒有可以復原的步驟')
})

test('from a page of the whole school the sheet waits until it is said whose it is', async () => {
  const { page } = window
  await rail(page, '總覽').click()
  await drop(page, suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await page.getByText('「d01_moe_apply_112.xlsx」已備妥').waitFor()
  await page.getByLabel('匯入到').or(page.locator('.into select')).first().selectOption({ index: 1 })
  await page.getByText('可匯入 12 項').waitFor({ timeout: 40_000 })
})

test('a paper is asked for its list, attached as one step, and the new attachment takes the focus', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').nth(2).click()
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
  await drop(page, suite('bulletins/files/labelled-blocks.pdf'))
  await asked().getByText('要加到哪裡的附件？').waitFor()
  expect(await violations(page)).toEqual([])
  expect(await steps()).toBe('沒有可以復原的步驟')
  await asked().getByRole('button', { name: '丙案附件' }).click()
  await page.getByRole('heading', { name: '合作與附件', level: 1 }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.item')?.textContent ?? '')).toContain('labelled-blocks')
  await saved(page)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.getByRole('main').getByText('labelled-blocks').count()).toBe(0)
})

test('the same PDF can be read as a bulletin; a calendar goes there by itself', async () => {
  const { page } = window
  await drop(page, suite('bulletins/files/labelled-blocks.pdf'))
  await asked().getByRole('button', { name: '當作活動公告讀取' }).click()
  await page.getByRole('heading', { name: '認出 2 個活動' }).waitFor({ timeout: 40_000 })
  await page.getByRole('button', { name: '讀取另一份' }).click()
  await rail(page, '總覽').click()
  await dropBytes(page, [{ name: '公告.txt', content: Buffer.from('活動名稱：測試論壇\n日期：115年3月2日').toString('base64') }])
  await page.getByRole('heading', { name: /認出|沒有認出/ }).waitFor({ timeout: 40_000 })
})

test('a Word file is asked for: the chapter that is shown, another proposal’s, or a bulletin', async () => {
  const { page } = window
  const docx = suite('word/word-template.docx')
  await rail(page, '總覽').click()
  await drop(page, docx)
  await asked().getByText('這份 Word 檔是計畫內容的一章，還是活動公告？').waitFor()
  expect(await violations(page)).toEqual([])
  await asked().getByRole('button', { name: '乙案計畫內容' }).click()
  await page.getByRole('heading', { name: '計畫內容', level: 1 }).waitFor()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '匯入', exact: true }).waitFor({ timeout: 40_000 })
  expect(await steps()).toBe('沒有可以復原的步驟')
  await page.keyboard.press('Escape')
  await drop(page, docx)
  await asked().getByRole('button', { name: '匯入畫面上這一章' }).click()
  await dialog.getByRole('button', { name: '匯入', exact: true }).waitFor({ timeout: 40_000 })
  await page.keyboard.press('Escape')
  await drop(page, docx)
  await asked().getByRole('button', { name: '當作活動公告讀取' }).click()
  await page.getByRole('heading', { name: /認出|沒有認出/ }).waitFor({ timeout: 40_000 })
})

test('several papers together are one question', async () => {
  const { page } = window
  await rail(page, '總覽').click()
  const pdf = (await readFile(suite('bulletins/files/labelled-blocks.pdf'))).toString('base64')
  await dropBytes(page, ['甲.pdf', '乙.pdf'].map((name) => ({ name, content: pdf })))
  await asked().getByText('甲.pdf、乙.pdf').waitFor()
  await asked().getByRole('button', { name: '不處理這個檔案' }).click()
  await expect.poll(() => asked().count()).toBe(0)
})

test('what the program cannot open is told in a sentence, and nothing else happens', async () => {
  const { page } = window
  await dropBytes(page, [{ name: '照片.zip', content: 'UEs=' }])
  const failure = page.getByRole('alert').filter({ hasText: '照片.zip' })
  await failure.waitFor()
  expect(await failure.textContent()).toContain('.usrdesk-part')
  await page.getByRole('button', { name: '知道了' }).click()
  await dropBytes(page, [{ name: '壞.usrdesk', content: 'bm8=' }])
  await page.getByRole('alert').filter({ hasText: '壞.usrdesk' }).waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
})

test('a part that was handed out goes back into its season; for its holder it opens; twice it goes on', async () => {
  const { page } = window
  const call = (request: unknown) =>
    page.evaluate(async (body) => {
      const answer = (await (await fetch('/call', { method: 'POST', body: JSON.stringify(body) })).json()) as { ok?: unknown; failure?: { message: string } }
      if (answer.failure) throw new Error(answer.failure.message)
      return answer.ok
    }, request as never) as Promise<Record<string, never>>
  const { ticket } = await page.evaluate(async () => (await (await fetch('/destination', { method: 'POST', body: JSON.stringify({ name: '甲.usrdesk-part' }) })).json()) as { ticket: string })
  const { library } = (await call('library')) as unknown as { library: { id: string }[] }
  await call({ hand_out: { season: library[0]!.id, proposal: 'a', to: '王老師', purpose: 'section', may_edit: ['basics'], ticket } })
  const content = await page.evaluate(async (ticket) => {
    const bytes = new Uint8Array(await (await fetch(`/download/${ticket}`)).arrayBuffer())
    return btoa(String.fromCharCode(...bytes))
  }, ticket)
  const part = { name: '甲.usrdesk-part', content }
  await dropBytes(page, [part])
  await asked().getByText('交給王老師填寫').waitFor()
  await asked().getByRole('button', { name: '併回「練習季」' }).click()
  await page.getByRole('heading', { name: /合併「甲.usrdesk-part」/ }).waitFor()
  // Its holder's machine, as far as this library goes: the part as a season of its own.
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('heading', { name: '所有申請', level: 1 }).waitFor()
  await dropBytes(page, [part])
  expect(await violations(page)).toEqual([])
  await asked().getByRole('button', { name: '開啟這份分工檔' }).click()
  await page.getByText('交給王老師填寫的部分').waitFor()
  await dropBytes(page, [part])
  await asked().getByRole('button', { name: '繼續填寫（之前開啟過）' }).click()
  await expect.poll(() => asked().count()).toBe(0)
  const { library: now } = (await call('library')) as unknown as { library: unknown[] }
  expect(now.length).toBe(library.length + 1)
})

test('in the list of seasons a sheet asks which season it is for', async () => {
  const { page } = window
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('heading', { name: '所有申請', level: 1 }).waitFor()
  await drop(page, suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await asked().getByText('要放進哪一份申請？').waitFor()
  await asked().getByRole('button', { name: '練習季' }).click()
  await page.getByText('「d01_moe_apply_112.xlsx」已備妥').waitFor()
})
