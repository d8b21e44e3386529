import type { CDPSession, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, openWindow, rail, saved, type Window } from './host'

let window: Window
let cdp: CDPSession
beforeAll(async () => {
  window = await openWindow()
  cdp = await window.context.newCDPSession(window.page)
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const key = (type: 'rawKeyDown' | 'keyUp', name: string, code: number) =>
  cdp.send('Input.dispatchKeyEvent', { type, key: name, windowsVirtualKeyCode: code, nativeVirtualKeyCode: code })

/** Zhuyin as an input method sends it: every key is 229, the composition changes, Enter confirms it. */
async function compose(steps: string[], confirmed: string): Promise<void> {
  for (const text of steps) {
    await key('rawKeyDown', 'Process', 229)
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await key('keyUp', 'Process', 229)
  }
  await key('rawKeyDown', 'Process', 229)
  await cdp.send('Input.insertText', { text: confirmed })
  await key('keyUp', 'Enter', 13)
}

test('half-composed zhuyin never becomes an edit; the Enter that confirms acts on nothing', async () => {
  const { page } = window
  await rail(page, '學校基本資料').click()
  const name = page.getByLabel('校名')
  await name.fill('')
  await name.blur()
  await saved(page)
  await name.focus()
  await key('rawKeyDown', 'Process', 229)
  await cdp.send('Input.imeSetComposition', { text: 'ㄕㄨ', selectionStart: 2, selectionEnd: 2 })
  await page.waitForTimeout(900)
  // The rail shows the stored name: nothing of the composition is there.
  expect(await page.locator('.brand').innerText()).not.toContain('ㄕ')
  await compose(['ㄕㄨˋ', '樹'], '樹德')
  await name.blur()
  await saved(page)
  expect(await name.inputValue()).toBe('樹德')
  await expect.poll(() => page.locator('.brand').innerText()).toContain('樹德')
})

test('the palette waits for the composition: Enter chooses a word first, then a page', async () => {
  const { page } = window
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await compose(['ㄖㄣˊ', '人員'], '人員名冊')
  expect(await page.getByRole('dialog').count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '人員名冊', level: 1 }).waitFor()
})

// Every other kind of field: what is half composed is in the field and nowhere else, the Enter that confirms acts on nothing,
// and what is confirmed is all there.
const chapter = (name: string) => async () => {
  await window.page.locator('.rail a.proposal').first().click()
  await rail(window.page, name).last().click()
}
const page = (name: string) => () => rail(window.page, name).first().click()
const press = (name: string) => () => window.page.getByRole('button', { name, exact: true }).first().click()
const field = (label: string) => () => window.page.getByRole('main').getByLabel(label, { exact: true }).first()

const KINDS: [string, (() => Promise<void>)[], () => Locator][] = [
  ['a line of text', [chapter('基本資料')], field('計畫名稱')],
  ['a paragraph', [chapter('基本資料')], field('擇定計畫主持人之依據')],
  ['a date', [chapter('基本資料')], field('開始日')],
  ['a day with its time', [page('學校基本資料')], field('公告期限')],
  ['an amount', [chapter('指標與 SDGs')], field('基準值')],
  ['a list of lines', [chapter('合作與附件'), press('新增活動')], field('參與學校')],
  ['a field with suggestions', [chapter('合作與附件'), press('新增合作單位')], field('性質')],
  ['the grant above the sheet', [chapter('經費編列')], field('申請補助額')],
  ['the search of a sheet', [chapter('經費編列'), press('在這一年度的經費表尋找')], () => window.page.getByRole('search').getByRole('textbox')],
  ['the name of a section', [chapter('計畫內容'), press('新增自訂節')], () => window.page.getByLabel('節名')],
  ['the filter of the roster', [page('人員名冊')], () => window.page.getByRole('searchbox')],
  ['the filter of the clauses', [page('條款總覽')], () => window.page.getByRole('main').getByRole('searchbox').first()],
  ['the name of a version', [page('版本紀錄')], field('為目前狀態命名')],
  ['to whom a part goes', [page('交換與合併'), press('交出…')], field('交給誰')],
  ['the text of a bulletin', [page('活動與時程'), () => window.page.getByRole('link', { name: '讀取公告' }).click()], field('公告文字')],
  ['a day off', [page('活動與時程'), () => window.page.getByRole('link', { name: '本季時程' }).click()], field('停止上班日')],
  ['who works here', [page('設定')], field('使用者姓名')],
]

test.each(KINDS)('zhuyin in %s', async (_, way, found) => {
  for (const step of way) await step()
  const input = found()
  // Some of them close when they are left.
  if ((await input.inputValue()) !== '') {
    await input.fill('')
    await input.evaluate((one: HTMLElement) => one.blur())
  }
  await saved(window.page)
  const revision = async () => ((await call(new URL(window.page.url()).origin, { open: { season: '1' } }))['opened'] as { revision: number }).revision
  const before = await revision()
  await input.focus()
  await key('rawKeyDown', 'Process', 229)
  await cdp.send('Input.imeSetComposition', { text: 'ㄕㄨ', selectionStart: 2, selectionEnd: 2 })
  // As WebKit sends the Enter that confirms: after the composition, with only the key code to tell.
  await input.evaluate((one) => one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true } as KeyboardEventInit)))
  await window.page.waitForTimeout(900)
  expect(await input.inputValue()).toBe('ㄕㄨ')
  expect(await revision()).toBe(before)
  await compose(['ㄕㄨˋ', '樹'], '樹林')
  expect(await input.inputValue()).toBe('樹林')
  await window.page.keyboard.press('Escape')
})
