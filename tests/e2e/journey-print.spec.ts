import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { binary, openWindow, type Window } from './host'
import { give, open, pagesOf, receive, saysOf, suite, visit } from './journey'

// 印製人員的工作：收到整季的檔案，看還有什麼沒完成，印出定稿與上傳檔。
let window: Window
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usr-desk-print-'))
  window = await openWindow({ author: '張印製' })
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

/** The school's season as a file, with or without the last confirmation. */
async function season(name: string, isConfirmed: boolean): Promise<string> {
  const whole = JSON.parse(await readFile(suite('contract/workspaces/compliant-112-116.json'), 'utf8')) as { proposals: { confirmations: Record<string, unknown> }[] }
  if (!isConfirmed) delete whole.proposals[0]!.confirmations['content-not-duplicated']
  const json = join(folder, `${name}.json`)
  await writeFile(json, JSON.stringify(whole))
  const file = join(folder, `${name}.usrdesk`)
  await promisify(execFile)(binary, ['convert', json, file])
  return file
}

async function opened(file: string): Promise<void> {
  const { page } = window
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await give(page, page.getByRole('button', { name: '匯入申請檔' }), file)
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
}

/** Prints the whole season; answers the file and what the window says of it. */
async function printed(name: string): Promise<{ file: string; text: string; said: string }> {
  const { page } = window
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('輸出範圍').selectOption('')
  const file = await receive(page, dialog.getByRole('button', { name: '選擇存放位置並輸出' }), join(folder, name))
  await dialog.getByText(/已輸出/).waitFor()
  const said = await dialog.innerText()
  await page.keyboard.press('Escape')
  return { file, text: await saysOf(file), said }
}

test('what is still open is seen at once, and what is printed then is a draft', async () => {
  await opened(await season('第四期', false))
  const { page } = window
  expect([await open(page, '違規'), await open(page, '需確認')]).toEqual([0, 1])
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: '填寫確認' }).first().waitFor()
  const { text, said } = await printed('草稿.pdf')
  expect(said).toContain('還有 1 項未處理')
  expect(said).toContain('草稿版')
  expect(text).toContain('草稿')
}, 120_000)

test('the corrected season prints as the final packet, page for page', async () => {
  await opened(await season('第四期定稿', true))
  const { page } = window
  for (const level of ['違規', '原則', '需核准', '需確認', '待補']) expect([level, await open(page, level)]).toEqual([level, 0])
  const { file, text, said } = await printed('定稿.pdf')
  expect(said).toContain('定稿')
  expect(text).not.toContain('草稿')
  const pages = await pagesOf(file)
  expect(said).toContain(`共 ${pages} 頁`)
  expect(text).toContain(`第${pages}頁／共${pages}頁`)
  for (const title of ['漁村共老：沿海社區照護實踐計畫', '糖廠新生', '臺日菲災後社區重建', '流域共好', '校務支持規劃方案']) expect(text).toContain(title)
}, 120_000)

test('the files for the upload have the pages that their list says', async () => {
  const { page } = window
  await visit(page, '總覽')
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /上傳用分檔/ }).check()
  const received: Download[] = []
  page.on('download', (file) => received.push(file))
  await dialog.getByRole('button', { name: '選擇資料夾並輸出' }).click()
  await dialog.getByText(/已輸出 9 個檔案/).waitFor({ timeout: 150_000 })
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(10)
  const rows = await dialog.getByRole('row').filter({ hasText: '.pdf' }).all()
  for (const row of rows) {
    const [name, pages] = [await row.getByRole('rowheader').innerText(), await row.getByRole('cell').first().innerText()]
    const file = received.find((one) => one.suggestedFilename() === name)!
    expect([name, await pagesOf(await file.path())]).toEqual([name, Number(pages)])
    expect(await saysOf(file)).not.toContain('草稿')
  }
}, 240_000)
