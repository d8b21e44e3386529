import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

// A doubt at a cell is answered at the cell, or in the list for all that say the same; what was answered is what is imported.

const SHEET = [
  '類別,項目,單價,數量,金額,說明',
  '業務費,講座,2000,10,20000,',
  '業務費,場地費,4000,2,另議,',
  '業務費,餐費,,,另議,',
  '業務費,印刷費,100,50,4000,',
  '聯盟分攤款,年費,,,3000,',
  '合計,,,,27000,',
].join('\n')

let window: Window
let page: Page

beforeAll(async () => {
  window = await openWindow()
  page = window.page
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

async function openSheet(text = SHEET): Promise<void> {
  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '經費編列').click()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await page.getByRole('button', { name: '選擇檔案…' }).waitFor()
  await page.evaluate((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], '預算.csv', { type: 'text/csv' }))
    document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  }, text)
  await page.locator('.letters').first().waitFor()
}

const fact = (name: string) => page.locator('.facts div').filter({ hasText: name }).locator('dd').innerText()

test('by the keyboard alone: one answer for the same words, one at its cell, one row left out', async () => {
  await openSheet()
  await page.getByText('可匯入 5 項').waitFor()
  expect(await violations(page)).toEqual([])
  // 「另議」 stands twice and is asked once.
  const same = page.getByText('「另議」不是數字（E3、E4）：一個答案可以全部套用。')
  await same.waitFor()
  const amount = page.getByRole('textbox', { name: 'E3、E4 的金額（元）' })
  await amount.focus()
  // Full-width digits, composed: nothing is sent before the composition ends.
  const client = await page.context().newCDPSession(page)
  await client.send('Input.imeSetComposition', { text: '８０', selectionStart: 2, selectionEnd: 2 })
  await amount.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true })
  expect(await same.count()).toBe(1)
  await client.send('Input.insertText', { text: '８０００' })
  await page.keyboard.press('Enter')
  await same.waitFor({ state: 'detached' })
  expect(await page.locator('td[data-cell="E3"]').innerText()).toContain('８０００')

  // The row's number is a stop of the keyboard; the arrows walk, Enter speaks of the row.
  await page.getByRole('button', { name: '第 2 列的更正' }).focus()
  for (const row of [3, 4]) {
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`第 ${row} 列的更正`)
  }
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '第 4 列的更正' })
  await dialog.waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: '這一列不匯入' }).press('Enter')
  await page.getByText('可匯入 4 項').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('第 4 列的更正')

  // 100 × 50 is not 4,000: the product is offered.
  await page.getByRole('button', { name: '採用 5,000' }).press('Enter')
  await page.getByText('E5「4000」依您的更正讀為 5,000。').first().waitFor({ state: 'attached' })
  await page.getByLabel('「聯盟分攤款」屬於').selectOption('operations')
  await page.getByLabel('未註明年度的項目').selectOption('115')
  await page.getByLabel('未註明來源的項目').selectOption('matching')
  await page.getByText('需處理 1 處').waitFor()
  await page.getByRole('button', { name: '已核對，照原表' }).press('Enter')
  await page.getByText('需處理 0 處').waitFor()
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: /對「漁村共老/ }).waitFor()
  expect([await fact('新增'), await fact('還不能匯入')]).toEqual(['4', '0'])
  const row = page.getByRole('row').filter({ hasText: '場地費' })
  expect(await row.innerText()).toMatch(/8,000[\s\S]*E3/)
  await page.getByRole('button', { name: '匯入 4 項變更' }).click()
  await page.getByText('已匯入「預算.csv」。').first().waitFor()
  expect(await page.getByRole('grid').innerText()).not.toContain('餐費')
  await page.getByRole('button', { name: '復原這次匯入' }).click()
}, 240_000)

test('an answer is taken back, and the doubt is there again', async () => {
  await openSheet()
  await page.locator('td[data-cell="E3"] button').click()
  const dialog = page.getByRole('dialog', { name: '第 3 列的更正' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-place]')?.getAttribute('data-place'))).toBe('E3')
  await page.keyboard.type('9000')
  await page.keyboard.press('Enter')
  await page.getByText('E3「另議」依您的更正讀為 9,000。').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '收回這個更正' }).click()
  await page.getByText('「另議」不是數字（E3、E4）：一個答案可以全部套用。').waitFor()
}, 120_000)

test('a row has a category, a fund and a year of its own, and nothing stands against WCAG 2.2 AA in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openSheet(SHEET.replace('聯盟分攤款', '地方分攤款'))
  await page.getByRole('button', { name: '第 6 列的更正' }).click()
  const dialog = page.getByRole('dialog', { name: '第 6 列的更正' })
  await dialog.getByLabel('類別').selectOption('miscellaneous')
  await page.getByText('「地方分攤款」屬於').waitFor({ state: 'detached' })
  await dialog.getByLabel('經費來源').selectOption('external')
  await dialog.getByLabel('年度').selectOption('115')
  await page.getByText('第 6 列「年費」依您的更正：雜支、外部資源、115 年度。').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.emulateMedia({ colorScheme: 'light' })
}, 120_000)

test('every drop-down works by the keyboard', async () => {
  // Another layout with another word: nothing of it is remembered yet.
  await openSheet(SHEET.replace('說明', '備註').replace('聯盟分攤款', '社群分攤款'))
  const turned = async (label: string, key = 'ArrowDown') => {
    const select = page.getByLabel(label).first()
    const before = await select.inputValue()
    await select.focus()
    await page.keyboard.press(key)
    return before
  }
  // Unit, year, fund, category of a word, and the meaning of a column.
  await turned('金額單位')
  await page.getByText('這份表的金額以千元計').waitFor()
  await turned('未註明年度的項目')
  await turned('未註明來源的項目')
  await expect.poll(() => page.getByLabel('未註明來源的項目').inputValue()).not.toBe('')
  await turned('「社群分攤款」屬於')
  await page.getByText('「社群分攤款」屬於').waitFor({ state: 'detached' })
  const column = page.getByLabel('F 欄「備註」的用途')
  expect(await turned('F 欄「備註」的用途')).toBe('note')
  await expect.poll(() => column.inputValue()).toBe('seq')
}, 120_000)
