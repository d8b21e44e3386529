import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
beforeAll(async () => {
  window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const focused = () => window.page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.tagName)

test('the palette finds a field by its name and goes there', async () => {
  const { page } = window
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('校名')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('校名').evaluate((e) => e === document.activeElement)).toBe(true)
})

test('a field is changed, undone and redone with keys only; no key is lost to a shortcut', async () => {
  const { page } = window
  const name = page.getByLabel('校名')
  const before = await name.inputValue()
  await page.keyboard.press('End')
  await page.keyboard.type(' kzf8?/')
  await page.keyboard.press('Tab')
  await saved(page)
  expect(await name.inputValue()).toBe(`${before} kzf8?/`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => name.inputValue()).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => name.inputValue()).toBe(`${before} kzf8?/`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => name.inputValue()).toBe(before)
  await saved(page)
})

test('F6 walks through the panes and comes back', async () => {
  const { page } = window
  const here = () => page.evaluate(() => document.activeElement?.closest('.pane')?.getAttribute('aria-label') ?? document.activeElement?.closest('nav')?.ariaLabel ?? 'none')
  const panes = new Set<string>()
  for (let i = 0; i < 4; i += 1) {
    const left = await here()
    await page.keyboard.press('F6')
    await expect.poll(here).not.toBe(left)
    panes.add(await here())
  }
  expect(panes.size).toBe(4)
  expect(panes.has('none')).toBe(false)
})

test('Alt+← goes back to the page before; Ctrl+digit turns to a chapter', async () => {
  const { page } = window
  await page.locator('.rail a.proposal').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { name: '實績佐證', level: 1 }).waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.getByRole('heading', { name: '基本資料', level: 1 }).waitFor()
})

test('the first Tab offers to skip the rail; a dialog gives the focus back', async () => {
  const { page } = window
  await page.reload()
  await page.getByRole('button', { name: /練習/ }).first().click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Tab')
  expect(await focused()).toContain('跳到主要內容')
  await page.keyboard.press('Control+p')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

test('F1 shows every key, from the list of seasons too; Esc gives the focus back', async () => {
  const { page } = window
  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog', { name: '按鍵一覽' })
  await sheet.waitFor()
  for (const key of ['Ctrl+K', 'F6', 'Shift+F8', 'Ctrl+Y', 'Alt+←', 'Ctrl+S', 'F2']) await sheet.locator('kbd', { hasText: new RegExp(`^${key.replaceAll('+', '\\+')}$`) }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('heading', { name: '所有申請', level: 1 }).waitFor()
  await page.keyboard.press('Control+/')
  await sheet.waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '練習季' }).click()
})

test('Ctrl+S names the present state, and gives the focus back', async () => {
  const { page } = window
  await rail(page, '學校基本資料').click()
  await page.getByLabel('期別').focus()
  await page.keyboard.press('Control+s')
  const name = page.getByRole('textbox', { name: '為目前狀態命名' })
  await expect.poll(() => name.evaluate((e) => e === document.activeElement)).toBe(true)
  await page.keyboard.type('校內審查版')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('期別').evaluate((e) => e === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+s')
  await page.keyboard.press('Escape')
  await expect.poll(() => name.count()).toBe(0)
  await rail(page, '版本紀錄').click()
  await page.getByRole('main').getByText('校內審查版', { exact: true }).waitFor()
})

test('F8 walks through the findings and Shift+F8 back; the field takes the focus', async () => {
  const { page } = window
  await rail(page, '總覽').click()
  const here = () => page.evaluate(() => [document.querySelector('main h1')?.textContent, document.querySelector('article[aria-current] .message')?.textContent].join('|'))
  await page.keyboard.press('F8')
  await expect.poll(here).not.toContain('總覽')
  const first = await here()
  await page.keyboard.press('F8')
  await expect.poll(here).not.toBe(first)
  await page.keyboard.press('Shift+F8')
  await expect.poll(here).toBe(first)
})

test('the palette covers every label of every page, each clause and each command, and says where each leads', async () => {
  const { page } = window
  const labels = new Set<string>()
  const gather = async () => {
    for (const label of await page.locator('main .field label, main fieldset legend').allTextContents()) if (label.trim() !== '') labels.add(label.trim())
  }
  for (const name of ['學校基本資料', '學校附件與確認']) {
    await rail(page, name).click()
    await gather()
  }
  await rail(page, '人員名冊').click()
  await page.getByRole('main').locator('button[aria-expanded]').first().click()
  await gather()
  await page.locator('.rail a.proposal').nth(2).click()
  for (const chapter of ['基本資料', '團隊成員', '實績佐證', '計畫內容', '指標與 SDGs', '合作與附件', '檢核與輸出']) {
    await rail(page, chapter).last().click()
    await gather()
  }
  // A year under 核定補助額 is found by the group's name, with the year beside it.
  for (const label of [...labels]) if (/^\d+ 年度$/.test(label)) labels.delete(label)
  labels.add('核定補助額')
  expect(labels.size).toBeGreaterThan(40)
  await page.keyboard.press('Control+k')
  const typed = page.getByRole('combobox')
  const found = async (text: string, title: string) => {
    await typed.fill(text)
    const option = page.getByRole('option').filter({ has: page.locator('.palette-title', { hasText: new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) }).first()
    await option.waitFor({ timeout: 4000 }).catch(() => {
      throw new Error(`the palette does not know 「${title}」`)
    })
    expect(await option.locator('.palette-note').textContent(), title).not.toBe('')
  }
  for (const label of labels) await found(label, label)
  const clauses = await page.evaluate(async () => {
    const answer = await fetch('/call', { method: 'POST', body: JSON.stringify({ clauses: { edition: '112-116' } }) })
    return ((await answer.json()) as { ok: { clauses: { title: string; cite: string }[] } }).ok.clauses
  })
  expect(clauses.length).toBeGreaterThan(20)
  for (const { title } of clauses) await found(title, title)
  for (const command of ['為目前狀態命名…', '輸出…', '版本紀錄', '按鍵一覽', '下一項檢核', '圖表']) {
    await typed.fill(command)
    await page.getByRole('option').filter({ hasText: command }).first().waitFor()
  }
  await page.keyboard.press('Escape')
})

test('while an input method composes, the palette chooses nothing and no key acts', async () => {
  const { page, context } = window
  await page.keyboard.press('Control+k')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')
  const devtools = await context.newCDPSession(page)
  const before = await page.evaluate(() => document.querySelector('main h1')?.textContent)
  await devtools.send('Input.imeSetComposition', { text: 'ㄐㄧㄥ', selectionStart: 3, selectionEnd: 3 })
  for (const key of ['Enter', 'F8', 'F1', 'F6']) {
    await page.evaluate((key) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true } as KeyboardEventInit)), key)
  }
  expect(await page.getByRole('dialog').count()).toBe(1)
  expect(await page.evaluate(() => document.querySelector('main h1')?.textContent)).toBe(before)
  await devtools.send('Input.insertText', { text: '經費' })
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
})

test('the palette that is opened again in one breath has the focus', async () => {
  const { page } = window
  for (let round = 0; round < 12; round += 1) {
    for (const key of ['Control+k', 'Escape', 'Control+k']) await page.keyboard.press(key)
    await page.waitForTimeout(150)
    expect(await page.evaluate(() => document.activeElement?.className), `round ${round}`).toContain('palette-input')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForTimeout(60)
  }
})
