import type { CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, saved, type Window } from './host'

let window: Window
let page: Page
let ime: CDPSession

/** The cell of a row (as numbered on the sheet) and column. */
function cell(row: number, column: string): Locator {
  return page.locator(`[role="row"][aria-rowindex="${row + 1}"] [data-column="${column}"]`)
}

/** What stands in a cell, whether it is active or not. */
async function text(row: number, column: string): Promise<string> {
  const input = cell(row, column).locator('input')
  return (await input.count()) > 0 ? await input.inputValue() : (await cell(row, column).innerText()).trim()
}

/** Where the focus is: `row column`, or the element. */
function standing(): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement?.closest<HTMLElement>('[data-row]')
    return at ? `${Number(at.parentElement!.getAttribute('aria-rowindex')) - 1} ${at.dataset['column']}` : (document.activeElement?.tagName ?? '')
  })
}

async function stand(row: number, column: string): Promise<void> {
  await cell(row, column).click()
  expect(await standing()).toBe(`${row} ${column}`)
}

/** A paste as the browser makes one of a spreadsheet's clipboard. */
async function paste(plain: string, html = ''): Promise<void> {
  await page.evaluate(
    ([plain, html]) => {
      const data = new DataTransfer()
      data.setData('text/plain', plain!)
      if (html) data.setData('text/html', html)
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    [plain, html],
  )
}

async function openBudget(): Promise<void> {
  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '經費編列').click()
  await page.getByRole('grid', { name: '115 年度經費表' }).waitFor()
}

beforeAll(async () => {
  window = await openWindow()
  page = window.page
  ime = await window.context.newCDPSession(page)
  await openBudget()
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

describe('keys', () => {
  test('typing replaces, the product and the sums follow the keystroke, Enter goes down, Ctrl+Z takes it back', async () => {
    await stand(6, 'unit_price')
    const before = await text(6, 'amount')
    await page.keyboard.type('120000')
    expect(await text(6, 'amount')).toBe('1,440,000')
    await page.keyboard.press('Enter')
    expect(await standing()).toBe('7 unit_price')
    await saved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(6, 'amount')).toBe(before)
    await expect.poll(standing).toBe('6 unit_price')
  })

  test('Escape gives back, F2 edits at the end, Tab goes right, undo inside the cell is the cell’s own', async () => {
    await stand(2, 'item')
    const before = await text(2, 'item')
    await page.keyboard.type('別的')
    await page.keyboard.press('Escape')
    expect(await text(2, 'item')).toBe(before)
    await page.keyboard.press('F2')
    await page.keyboard.type('（新）')
    expect(await text(2, 'item')).toBe(`${before}（新）`)
    await page.keyboard.press('Control+z')
    expect(await page.getByRole('grid').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect(await text(2, 'item')).toBe(before)
    await page.keyboard.press('Tab')
    expect(await standing()).toBe('2 position')
  })

  test('what is no number stays in the cell, is said, and changes nothing', async () => {
    await stand(2, 'quantity')
    const before = await text(2, 'quantity')
    await page.keyboard.type('約十二')
    await page.keyboard.press('Enter')
    expect(await standing()).toBe('2 quantity')
    expect(await cell(2, 'quantity').locator('input').getAttribute('aria-invalid')).toBe('true')
    await page.getByText('「約十二」讀不出數字').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await text(2, 'quantity')).toBe(before)
  })

  test('F6 leaves the sheet, and Tab leaves it at the last cell', async () => {
    await stand(2, 'item')
    await page.keyboard.press('F6')
    expect(await standing()).not.toMatch(/^\d/)
    await stand(2, 'item')
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Tab')
    expect(await standing()).not.toMatch(/^\d/)
  })
})

describe('input methods', () => {
  test('zhuyin typed at a chosen cell loses nothing, and Enter during composition submits nothing', async () => {
    await stand(2, 'note')
    await ime.send('Input.imeSetComposition', { text: 'ㄐㄧㄤ', selectionStart: 3, selectionEnd: 3 })
    expect(await text(2, 'note')).toBe('ㄐㄧㄤ')
    await page.evaluate(() => {
      const press = (init: KeyboardEventInit) => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
      press({ key: 'Enter', keyCode: 229, isComposing: true } as KeyboardEventInit)
      // As WebKit sends it: after the composition, with only the key code to tell.
      press({ key: 'Enter', keyCode: 229 } as KeyboardEventInit)
    })
    expect(await standing()).toBe('2 note')
    await ime.send('Input.imeSetComposition', { text: '講', selectionStart: 1, selectionEnd: 1 })
    await ime.send('Input.insertText', { text: '講座' })
    expect(await text(2, 'note')).toBe('講座')
    await page.keyboard.press('Enter')
    expect(await text(2, 'note')).toBe('講座')
    expect(await standing()).toBe('3 note')
    await saved(page)
  })

  test('a half composed text never reaches the season', async () => {
    await stand(3, 'note')
    await ime.send('Input.imeSetComposition', { text: 'ㄘㄜˋ', selectionStart: 3, selectionEnd: 3 })
    await page.waitForTimeout(300)
    expect(await page.getByText('ㄘㄜˋ').count()).toBe(0)
    await ime.send('Input.insertText', { text: '測試' })
    await page.keyboard.press('Escape')
    expect(await text(3, 'note')).toBe('')
  })

  test('words of a list by composing, by the first sign, by arrows', async () => {
    await stand(2, 'fund')
    await ime.send('Input.imeSetComposition', { text: 'ㄆㄟˋ', selectionStart: 3, selectionEnd: 3 })
    await ime.send('Input.insertText', { text: '配' })
    await page.getByRole('option', { name: '配合款' }).waitFor()
    await page.keyboard.press('Enter')
    expect(await text(2, 'fund')).toBe('配合款')
    await stand(2, 'fund')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await text(2, 'fund')).toBe('補助款')
    await saved(page)
  })
})

describe('blocks', () => {
  test('a paste from Excel is one step: full-width, NT$, 萬, brackets; junk is marked and never 0', async () => {
    const rows = await page.getByRole('row').count()
    await stand(11, 'item')
    await paste(
      '講座鐘點費\t\t補助款\t２，０００\t１０\t節\tNT$20,000\r\n場地費\t\t配合款\t約五千\t2\t場\t\r\n膳費\t\t補助款\t0.008萬\t100\t人\t\r\n小計\t\t\t\t\t\t28,000\r\n',
    )
    await page.getByText('已貼上 15 格；新增 3 項；1 格讀不出內容，保留原值並已標示；略過 1 列合計').waitFor({ state: 'attached' })
    expect(await page.getByRole('row').count()).toBe(rows + 3)
    expect(await text(11, 'amount')).toBe('20,000')
    expect(await text(12, 'unit_price')).toBe('')
    expect(await text(12, 'amount')).toBe('')
    expect(await text(13, 'amount')).toBe('8,000')
    await stand(12, 'unit_price')
    await page.getByText('「約五千」讀不出數字').first().waitFor()
    await saved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.getByRole('row').count()).toBe(rows)
    await page.keyboard.press('Control+y')
    await expect.poll(() => page.getByRole('row').count()).toBe(rows + 3)
  })

  test('copied as Excel takes it, filled down, rows inserted and deleted', async () => {
    await stand(11, 'unit_price')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    const copied = await page.evaluate(() => {
      const data = new DataTransfer()
      document.activeElement!.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
      return data.getData('text/plain')
    })
    expect(copied).toBe('2000\t10\r\n\t2')
    await page.keyboard.press('Control+d')
    expect(await text(12, 'unit_price')).toBe('2,000')
    await stand(12, 'item')
    const rows = await page.getByRole('row').count()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.getByRole('row').count()).toBe(rows + 1)
    await page.keyboard.press('Control+Delete')
    await expect.poll(() => page.getByRole('row').count()).toBe(rows)
    await page.keyboard.press('Alt+Shift+ArrowUp')
    expect(await standing()).toMatch(/item$/)
  })

  test('merged cells of Excel’s HTML: the category counts for each row', async () => {
    await page.keyboard.press('Control+Home')
    await page.getByRole('button', { name: '新增項目' }).click()
    await page.keyboard.press('Home')
    await paste('', '<table><tr><td rowspan="2">設備費</td><td>感測器</td></tr><tr><td>攝影機</td></tr></table>')
    await page.getByRole('gridcell', { name: '攝影機' }).waitFor()
    const band = page.getByRole('row').filter({ hasText: '設備及投資小計' })
    expect(await band.innerText()).toContain('2 項')
    await saved(page)
  })
})

describe('finding and filling', () => {
  test('Ctrl+F stands on what is found while one types, Enter goes on, Escape gives the sheet back', async () => {
    await stand(2, 'item')
    await page.keyboard.press('Control+f')
    const search = page.getByRole('search')
    await page.keyboard.type('專任助理')
    await search.getByRole('status').filter({ hasText: /^第 1 處，共 \d+ 處$/ }).waitFor()
    await page.keyboard.press('Enter')
    await search.getByRole('status').filter({ hasText: /^第 2 處/ }).waitFor()
    // The keys stay in the field, whatever the sheet stands on.
    expect(await page.evaluate(() => document.activeElement?.closest('[role="search"]') !== null)).toBe(true)
    await page.keyboard.press('Shift+Enter')
    await search.getByRole('status').filter({ hasText: /^第 1 處/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(await search.count()).toBe(0)
    await expect.poll(standing).toMatch(/^2 /)
  })

  test('the corner dragged down fills, as one step', async () => {
    await stand(3, 'unit')
    const from = await text(3, 'unit')
    const before = await text(5, 'unit')
    await stand(3, 'note')
    await page.keyboard.type('依校內標準')
    await page.keyboard.press('Enter')
    await stand(3, 'note')
    const corner = (await page.locator('[data-fill]').boundingBox())!
    const target = (await cell(5, 'note').boundingBox())!
    await page.mouse.move(corner.x + 8, corner.y + 8)
    await page.mouse.down()
    await page.mouse.move(target.x + 20, target.y + 10, { steps: 6 })
    await page.mouse.up()
    expect([await text(4, 'note'), await text(5, 'note')]).toEqual(['依校內標準', '依校內標準'])
    expect([await text(3, 'unit'), await text(5, 'unit')]).toEqual([from, before])
    await saved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(5, 'note')).toBe('')
    expect(await text(3, 'note')).toBe('依校內標準')
  })

  test('each column says what it wants, and only rows near the view are drawn', async () => {
    await stand(3, 'tags')
    await page.locator('.says').filter({ hasText: '國外差旅、國際交流' }).waitFor()
    await stand(3, 'item')
    await paste(Array.from({ length: 300 }, (_, n) => `項目 ${n + 1}`).join('\r\n'))
    await expect.poll(async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'))).toBeGreaterThan(300)
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await saved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'))).toBeLessThan(60)
  })
})

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing stands against WCAG 2.2 AA, ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await stand(2, 'amount')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '項目詳情' }).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '合計與上限' }).click()
    await page.getByRole('tab', { name: '各年總表' }).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('tab', { name: '115 年度' }).click()
  }, 240_000)
}
