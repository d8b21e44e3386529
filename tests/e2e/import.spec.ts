import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

const SHEETS = fileURLToPath(new URL('../suite/budget-sheets', import.meta.url))

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

async function openImport(): Promise<void> {
  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '經費編列').click()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await page.getByRole('button', { name: '選擇檔案…' }).waitFor()
}

async function pick(name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '選擇檔案…' }).click()
  await (await chooser).setFiles(`${SHEETS}/${name}`)
}

const step = () => page.locator('[aria-current="step"]').innerText()
const fact = (name: string) => page.locator('.facts div').filter({ hasText: name }).locator('dd').innerText()

test('d01 end to end: chosen, matched, compared, imported to the dollar, undone in one step', async () => {
  await openImport()
  expect(await violations(page)).toEqual([])
  await pick('d01_moe_apply_112.xlsx')
  await page.getByText('可匯入 12 項').waitFor()
  expect(await step()).toContain('對應欄位與修正')
  expect(await page.getByText('匯入前不會更動計畫資料；匯入後可一次復原。').count()).toBe(1)
  expect(await page.getByLabel('F 欄', { exact: false }).first().inputValue()).toBe('amount')
  expect(await violations(page)).toEqual([])

  await page.getByLabel('未註明來源的項目').selectOption('grant')
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: /對「漁村共老/ }).waitFor()
  expect([await fact('新增'), await fact('變更'), await fact('還不能匯入')]).toEqual(['12', '0', '0'])
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: '匯入 12 項變更' }).click()
  await page.getByText('已匯入「d01_moe_apply_112.xlsx」。').first().waitFor()
  await page.getByRole('grid', { name: '112 年度經費表' }).waitFor()
  const total = page.getByRole('table', { name: '本年度合計' }).getByRole('row').last()
  expect(await total.innerText()).toMatch(/564,000\s+712,246\s+39,754\s+60,000\s+1,376,000/)

  await page.getByRole('button', { name: '復原這次匯入' }).click()
  await expect.poll(() => page.getByRole('tab', { name: '112 年度' }).count()).toBe(0)
}, 240_000)

test('imported twice, the second time there is nothing to do', async () => {
  for (const expected of ['12', '0']) {
    await openImport()
    await pick('d01_moe_apply_112.xlsx')
    await page.getByLabel('未註明來源的項目').selectOption('grant')
    await page.getByRole('button', { name: '下一步：確認差異' }).click()
    await page.getByRole('heading', { name: /對「漁村共老/ }).waitFor()
    expect(await fact('新增')).toBe(expected)
    const commit = page.getByRole('button', { name: `匯入 ${expected} 項變更` })
    if (expected === '0') {
      expect(await fact('相同')).toBe('12')
      await page.getByText('沒有需要匯入的變更').waitFor()
      expect(await commit.getAttribute('aria-disabled')).toBe('true')
    } else {
      await commit.click()
      await page.getByRole('grid').waitFor()
    }
  }
}, 120_000)

test('a block pasted from Excel goes the same way, and a dropped file too', async () => {
  await openImport()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '類別\t項目\t單價\t數量\t金額\n業務費\t講座鐘點費\t2,000\t10\t20,000\n業務費\t印刷費\t100\t５０\t5,000\n')
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.getByText('可匯入 2 項').waitFor()
  await page.getByRole('button', { name: '上一步' }).click()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['項目,單價,數量,金額\n場地費,4000,2,8000\n膳費,100,80,8000\n雜支,500,1,500\n'], '預算.csv', { type: 'text/csv' }))
    document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await page.getByText('可匯入 3 項').waitFor()
  expect(await page.getByRole('heading', { name: /預算\.csv/ }).count()).toBe(1)
}, 90_000)

test('of a long file every line counts, not only those that are listed', async () => {
  await openImport()
  await page.evaluate(() => {
    const rows = Array.from({ length: 1_205 }, (_, n) => `業務費,印刷費（第${n + 1}組）,100,2,200,補助款`)
    const text = `113年度經費表\n類別,項目,單價,數量,金額,經費來源\n${rows.join('\n')}\n`
    const data = new DataTransfer()
    data.items.add(new File([text], '長表.csv', { type: 'text/csv' }))
    document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await page.getByText('可匯入 1205 項').waitFor()
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: /對「漁村共老/ }).waitFor()
  expect(await fact('新增')).toBe('1205')
  expect(await page.getByRole('button', { name: '匯入 1205 項變更' }).count()).toBe(1)
}, 90_000)

test('a file that is no workbook is refused in words, and nothing has changed', async () => {
  await openImport()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])], '壞掉.xlsx'))
    document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  const refusal = page.locator('footer [role="alert"]')
  await refusal.waitFor()
  expect(await refusal.innerText()).toMatch(/[\u4e00-\u9fff]{6,}/)
  expect(await step()).toContain('選擇檔案')
})

test('nothing stands against WCAG 2.2 AA in the dark either', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openImport()
  await pick('d07_no_cached_values.xlsx')
  await page.locator('.letters').first().waitFor()
  expect(await violations(page)).toEqual([])
}, 180_000)
