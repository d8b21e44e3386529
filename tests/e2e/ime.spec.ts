import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindow, rail, saved, type Window } from './host'

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
