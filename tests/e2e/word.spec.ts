import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { call, openWindow, rail, saved, type Window } from './host'

// A plan goes out to Word and a chapter comes back: what is shown is what is committed, in one step.

const PROPOSAL = '漁村共老：沿海社區照護實踐計畫'
const SAMPLE = new URL('../suite/word/word-template.docx', import.meta.url)

let window: Window
let page: Page
beforeAll(async () => {
  window = await openWindow()
  page = window.page
  await rail(page, PROPOSAL).click()
  await rail(page, '計畫內容').click()
  await page.locator('.prose').waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const section = (name: string) => page.getByRole('navigation', { name: '各節' }).getByRole('button', { name: new RegExp(`^${name}`) })
const dialog = () => page.getByRole('dialog')
const look = async (name: string) => {
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`) })
}

async function stored(key: string): Promise<{ text: string; document?: { content: { type: string }[] } }> {
  await saved(page)
  const answer = (await call(new URL(page.url()).origin, { open: { season: '1' } }))['opened'] as never as {
    workspace: { proposals: { sections: { key: string; text: string; document?: { content: { type: string }[] } }[]; attachments: { file: string }[] }[] }
  }
  return answer.workspace.proposals[0]!.sections.find((s) => s.key === key)!
}

async function pick(file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '從 Word 檔匯入這一章…' }).click()
  await (await chooser).setFiles(file)
  await dialog().waitFor()
}

test('a chapter comes from Word as it was shown, and goes back with one undo', async () => {
  await section('背景與問題意識').click()
  const before = await stored('background')
  await pick(SAMPLE.pathname)
  await dialog().getByText('匯入後', { exact: true }).waitFor()
  const said = await dialog().innerText()
  expect(said).toContain('表格 1 個')
  expect(said).toContain('圖片 1 張')
  expect(said).toContain('第四層以下的標題，成為標題三')
  expect(said).toContain('不在這個標題以下的段落，不取用')
  await dialog().getByRole('group', { name: '匯入後的內容' }).getByText('在地連結').waitFor()
  expect(await violations(page)).toEqual([])
  await look('word-light')
  await dialog().getByRole('button', { name: '匯入', exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
  const after = await stored('background')
  const kinds = after.document!.content.map((node) => node.type)
  expect(kinds).toContain('table')
  expect(kinds).toContain('figure')
  expect(kinds).toContain('ordered_list')
  expect(after.text).not.toContain('這一章不取')
  // The editor takes it as it is: looking at it changes nothing.
  await page.locator('.prose figure').first().waitFor()
  await section('計畫摘要').click()
  await section('背景與問題意識').click()
  expect(await stored('background')).toEqual(after)
  await page.locator('.prose').click()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await stored('background')).text).toBe(before.text)
})

test('a file that is none is refused in a sentence, and nothing changes', async () => {
  const broken = join(tmpdir(), `broken-${process.pid}.docx`)
  await writeFile(broken, (await readFile(SAMPLE)).subarray(0, 9_000))
  const before = await stored('background')
  await pick(broken)
  await dialog().getByRole('alert').filter({ hasText: '損壞' }).waitFor()
  expect(await dialog().getByRole('button', { name: '匯入', exact: true }).isDisabled()).toBe(true)
  await dialog().getByRole('button', { name: '取消' }).click()
  expect(await stored('background')).toEqual(before)
})

test('what goes out to Word comes back as it was', async () => {
  await page.keyboard.press('Control+p')
  await dialog().getByRole('radio', { name: /Word 檔/ }).check()
  const received = page.waitForEvent('download', { timeout: 55_000 })
  await dialog().getByRole('button', { name: '選擇存放位置並輸出' }).click()
  const file = await received
  expect(file.suggestedFilename()).toMatch(/\.docx$/)
  await look('word-export')
  const kept = join(tmpdir(), `kept-${process.pid}.docx`)
  await file.saveAs(kept)
  await dialog().getByRole('button', { name: '關閉' }).click()
  await pick(kept)
  await dialog().getByText('檔案內容與這一章相同').waitFor()
  await look('word-same')
  await dialog().getByRole('button', { name: '取消' }).click()
})
