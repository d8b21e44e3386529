import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { call, openWindow, rail, saved, type Window } from './host'

// The narrative editor as a writer uses it: real keys, a real input method's events, the stored document looked at.

const PROPOSAL = '漁村共老：沿海社區照護實踐計畫'
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAGCAIAAAB1kpiRAAAAEUlEQVR42mNIm7YAD2IYvNIACX9gkY5gLuYAAAAASUVORK5CYII='

let window: Window
let page: Page
let cdp: CDPSession

beforeAll(async () => {
  window = await openWindow()
  page = window.page
  cdp = await window.context.newCDPSession(page)
  await toContent()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

async function toContent(): Promise<void> {
  await rail(page, PROPOSAL).click()
  await rail(page, '計畫內容').click()
  await editor().waitFor()
}
const editor = () => page.locator('.prose')
const tools = () => page.getByRole('toolbar', { name: /的排版工具$/ })
const section = (name: string) => page.getByRole('navigation', { name: '各節' }).getByRole('button', { name: new RegExp(`^${name}`) })

interface Stored {
  key: string
  text: string
  document?: { content: { type: string; content?: { type: string; attrs?: Record<string, unknown>; marks?: { type: string }[]; text?: string }[]; attrs?: Record<string, unknown> }[] }
}

/** The section as the library holds it. */
async function stored(key = 'summary'): Promise<Stored> {
  await saved(page)
  const view = await opened()
  return view.workspace.proposals[0]!.sections.find((s) => s.key === key)!
}

async function opened(): Promise<{ revision: number; workspace: { version: number; proposals: { id: string; sections: Stored[]; attachments: { id: string; kind: string }[] }[] } }> {
  const answer = await call(new URL(page.url()).origin, { open: { season: '1' } })
  return answer['opened'] as never
}

async function clear(): Promise<void> {
  await editor().click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
}

/** A picture of the screen, where a folder for them is named. */
const look = async (name: string) => {
  const folder = process.env['USR_DESK_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/narrative-${name}.png` })
}

/** Long enough for what was typed to become an edit. */
const settle = async () => {
  await page.waitForTimeout(900)
  await saved(page)
}

test('plain words stay plain: the section is stored as text, and the season as version 1', async () => {
  await clear()
  await page.keyboard.type('第一段')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('第二段')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('換行')
  await settle()
  const { text, document } = await stored()
  expect([text, document]).toEqual(['第一段\n\n第二段\n換行', undefined])
  expect((await opened()).workspace.version).toBe(1)
  // What was typed stays as it was typed: the empty paragraph is still there.
  expect(await editor().locator('p').count()).toBe(3)
})

test('headings, marks and lists come by keys, and are stored as a document', async () => {
  await clear()
  await page.keyboard.press('Control+Alt+1')
  await page.keyboard.type('現況')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('粗')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+i')
  await page.keyboard.type('著重')
  await page.keyboard.press('Control+i')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Shift+8')
  await page.keyboard.type('甲')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+]')
  await page.keyboard.type('甲之一')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('後')
  await settle()
  const { text, document } = await stored()
  expect(text).toBe('現況\n\n粗著重\n\n甲\n甲之一\n\n後')
  expect(document?.content.map((b) => b.type)).toEqual(['heading', 'paragraph', 'bullet_list', 'paragraph'])
  expect(document?.content[1]?.content?.map((w) => w.marks?.[0]?.type)).toEqual(['strong', 'emphasis'])
  expect((await opened()).workspace.version).toBe(2)
})

test('the toolbar is one stop for Tab; arrows go through it; Escape goes back', async () => {
  await editor().click()
  await page.keyboard.press('Alt+F10')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('段落樣式')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('粗體')
  await page.keyboard.press('End')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('插入數據')
  expect(await tools().locator('.tool[tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await editor().evaluate((e) => e === document.activeElement)).toBe(true)
})

test('a table: cells by Tab, a row and a column more, the head set', async () => {
  await page.keyboard.press('Control+End')
  await tools().getByRole('button', { name: '插入表格' }).click()
  for (const word of ['議題', '現況', '對象', '照護', '據點五處', '長者', '產業', '社員', '青農']) {
    await page.keyboard.type(word)
    await page.keyboard.press('Tab')
  }
  // Tab at the last cell leaves the editor: nobody is caught.
  expect(await editor().evaluate((e) => e === document.activeElement)).toBe(false)
  await editor().getByText('青農').click()
  const around = page.getByRole('toolbar', { name: '表格工具' })
  await around.getByRole('button', { name: '下方插入列' }).click()
  await around.getByRole('button', { name: '右側插入欄' }).click()
  expect([await editor().locator('tr').count(), await editor().locator('tr').first().locator('th, td').count()]).toEqual([4, 4])
  // Each is a step of its own.
  await page.keyboard.press('Control+z')
  await expect.poll(() => editor().locator('tr').first().locator('th, td').count()).toBe(3)
  await page.keyboard.press('Control+z')
  await expect.poll(() => editor().locator('tr').count()).toBe(3)
  await editor().getByText('後', { exact: true }).click()
  await settle()
  expect((await stored()).text).toContain('議題\t現況\t對象\n照護\t據點五處\t長者')
})

test('a footnote is written at the foot, and Enter goes back into the text', async () => {
  await page.keyboard.press('End')
  await tools().getByRole('button', { name: '插入註腳' }).click()
  await page.getByLabel('註腳 1', { exact: true }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('註腳 1')
  await page.keyboard.type('見經費表')
  await page.keyboard.press('Enter')
  await page.keyboard.type('續')
  await settle()
  expect((await stored()).text).toContain('後（見經費表）續')
})

test('a live figure shows what the season says, and follows it', async () => {
  await tools().getByRole('button', { name: '插入數據' }).click()
  const entry = page.getByRole('menuitem', { name: /^\d+ 年度補助款/ }).first()
  const shown = (await entry.locator('.value').innerText()).replace(/[^\d,]/g, '')
  await entry.click()
  await settle()
  const fact = editor().locator('.fact')
  expect(await fact.innerText()).toBe(shown)
  expect((await stored()).text).toContain(`續${shown}`)

  await rail(page, '經費編列').click()
  const grant = page.getByLabel(/申請補助額/).first()
  await grant.fill('3456789')
  await grant.press('Enter')
  await saved(page)
  await rail(page, '計畫內容').click()
  await expect.poll(() => editor().locator('.fact').innerText()).toBe('3,456,789')
  // Undo takes the grant back and goes to it.
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Control+z')
  await page.getByRole('grid').waitFor()
  await rail(page, '計畫內容').click()
  await expect.poll(() => editor().locator('.fact').innerText()).toBe(shown)
})

test('a picture is dropped, becomes an attachment, and has a caption and words for those who do not see it', async () => {
  await page.keyboard.press('Escape')
  await editor().getByText('現況', { exact: true }).first().click()
  await editor().evaluate((element, content) => {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], '場域圖.png', { type: 'image/png' }))
    const box = element.getBoundingClientRect()
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: box.x + 40, clientY: box.y + 10 }))
  }, PIXEL)
  await editor().locator('figure img').waitFor()
  await page.keyboard.type('圖一　場域')
  await page.getByLabel('替代文字').fill('場域位置圖')
  await page.getByLabel('寬度').selectOption('50')
  await editor().getByText('後', { exact: false }).last().click()
  await settle()
  const { document } = await stored()
  const figure = document?.content.find((b) => b.type === 'figure')
  expect(figure?.attrs).toMatchObject({ alt: '場域位置圖', width: 50 })
  const [attachment] = (await opened()).workspace.proposals[0]!.attachments
  expect([attachment?.id, attachment?.kind]).toEqual([figure?.attrs?.['attachment'], '內文圖片'])
})

test('the outline leads to the headings', async () => {
  await page.getByRole('list', { name: '本節大綱' }).getByRole('button', { name: '現況' }).click()
  expect(await page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('h3')?.textContent)).toBe('現況')
})

test('the screen is accessible, light and dark, with the tools of a table and a menu open', async () => {
  expect(await violations(page)).toEqual([])
  await look('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForTimeout(200)
  expect(await violations(page)).toEqual([])
  await look('dark')
  await editor().getByText('據點五處').click()
  expect(await violations(page)).toEqual([])
  await tools().getByRole('button', { name: '插入數據' }).click()
  await look('dark-menu')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.emulateMedia({ colorScheme: 'light' })
})

test('a reload shows the same', async () => {
  const words = await editor().innerText()
  await page.reload()
  await page.getByRole('button', { name: /練習/ }).first().click()
  await toContent()
  await expect.poll(() => editor().locator('figure img').count()).toBe(1)
  await expect.poll(() => editor().innerText()).toBe(words)
  expect(await page.getByLabel('註腳 1', { exact: true }).inputValue()).toBe('見經費表')
})

const key = (type: 'rawKeyDown' | 'keyUp', name: string, code: number) =>
  cdp.send('Input.dispatchKeyEvent', { type, key: name, windowsVirtualKeyCode: code, nativeVirtualKeyCode: code })

async function composing(...steps: string[]): Promise<void> {
  for (const text of steps) {
    await key('rawKeyDown', 'Process', 229)
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await key('keyUp', 'Process', 229)
  }
}
async function confirm(text: string): Promise<void> {
  await key('rawKeyDown', 'Process', 229)
  await cdp.send('Input.insertText', { text })
  await key('keyUp', 'Enter', 13)
}

test('zhuyin: half-composed words are never stored, the Enter that confirms parts no paragraph, nothing is lost', async () => {
  await section('背景').click()
  await clear()
  await page.keyboard.type('前')
  await composing('ㄕ', 'ㄕㄨ')
  await page.waitForTimeout(1200)
  expect((await stored('background')).text).not.toContain('ㄕ')
  await composing('ㄕㄨˋ', '樹')
  await confirm('樹林')
  await composing('ㄉㄜ˙')
  await confirm('的')
  await composing('ㄍㄨˋ', '故事')
  await confirm('故事')
  await settle()
  expect((await stored('background')).text).toBe('前樹林的故事')
  expect(await editor().locator('p').count()).toBe(1)
  expect(await editor().innerText()).toBe('前樹林的故事')
})

test('undo in the editor takes back across sections and pages, and goes there', async () => {
  await settle()
  await page.keyboard.type('，後來')
  await page.keyboard.press('Control+z')
  await expect.poll(() => editor().innerText()).not.toContain('後來')
  expect(await editor().evaluate((e) => e === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+y')
  await expect.poll(() => editor().innerText()).toBe('前樹林的故事，後來')
  // The caret stands behind what came back.
  await page.keyboard.type('！')
  await settle()
  expect((await stored('background')).text).toBe('前樹林的故事，後來！')
  // All the way into the section before: the window turns to it.
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Control+z')
    await page.waitForTimeout(150)
    if ((await section('計畫摘要').getAttribute('aria-current')) === 'true') break
  }
  expect(await editor().evaluate((e) => e === document.activeElement)).toBe(true)
})

test('what is pasted from a word processor comes down to the schema, and what is lost is said', async () => {
  await section('背景').click()
  await clear()
  await editor().evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/html', `<html><body><h2 style="color:red">標題</h2><p class=MsoNormal><u>底線</u>與<b>粗體</b><a href="https://example.org">連結</a><o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>甲</p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>乙</p>
      <table><tr><td><h3>格</h3><table><tr><td>內</td><td>層</td></tr></table></td></tr></table><img src="x.png"><script>alert(1)</script></body></html>`)
    data.setData('text/plain', '標題')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.getByText('本程式不保留').first().waitFor()
  const said = await page.locator('.notice').innerText()
  for (const lost of ['圖片', '超連結', '底線', '顏色', '表格中的表格']) expect(said).toContain(lost)
  await settle()
  const { document, text } = await stored('background')
  expect(document?.content.map((b) => b.type)).toEqual(['heading', 'paragraph', 'ordered_list', 'table'])
  expect(text).toBe('標題\n\n底線與粗體連結\n\n甲\n乙\n\n格  內 層')
})

test('a typed figure that differs is hinted at, and the hint goes when it agrees', async () => {
  await clear()
  await page.keyboard.type('團隊成員共99人。')
  await settle()
  const hint = page.getByRole('complementary', { name: '內文數字與目前資料不同' })
  await hint.waitFor()
  expect(await hint.innerText()).toContain('團隊成員共99人')
  const now = /目前為 (\d+)/.exec(await hint.innerText())?.[1]
  await look('hint')
  await clear()
  await page.keyboard.type(`團隊成員共${now}人。`)
  await settle()
  await expect.poll(() => hint.count()).toBe(0)
})

test('the support plan has the same editor', async () => {
  await rail(page, '校級支持計畫').or(rail(page, '校務支持規劃方案')).first().click()
  const operations = page.locator('.prose').first()
  await operations.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Alt+1')
  await settle()
  const view = (await opened()) as never as { workspace: { support_plan: { sections: { documents: Record<string, Stored['document']>; operations: string } } } }
  expect(view.workspace.support_plan.sections.documents['operations']?.content[0]?.type).toBe('heading')
  expect(await violations(page)).toEqual([])
  await look('support')
  await page.keyboard.press('Control+z')
  await expect.poll(() => operations.locator('h3').count()).toBe(0)
})

test('a key in a section of 20,000 characters, measured', async () => {
  const long = Array.from({ length: 100 }, (_, i) => `第${i + 1}段` + '本計畫以沿海漁村之高齡照護與青年返鄉為核心，'.repeat(9)).join('\n\n')
  const { revision } = await opened()
  await call(new URL(page.url()).origin, { edit: { season: '1', base: revision, edit: { set: { path: '/proposals/a/sections/summary/text', value: long } } } })
  await page.reload()
  await page.getByRole('button', { name: /練習/ }).first().click()
  await toContent()
  await section('計畫摘要').click()
  await editor().locator('p').nth(50).click()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { times })
    let pressed = 0
    addEventListener('keydown', (event) => (pressed = event.timeStamp), true)
    new MutationObserver(() => {
      if (pressed) times.push(performance.now() - pressed)
      pressed = 0
    }).observe(document.querySelector('.prose')!, { subtree: true, childList: true, characterData: true })
  })
  for (let n = 0; n < 120; n += 1) await page.keyboard.press(n % 2 ? 'a' : 'b')
  const times = (await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(1)
  console.log(`key → DOM, section of ${long.length} characters, ${times.length} keys: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
  expect(times.length).toBeGreaterThan(60)
}, 120_000)
