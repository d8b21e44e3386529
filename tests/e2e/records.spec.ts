import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { call, openWindow, rail, type Window } from './host'

// People and indicators come in from a workbook the way a budget does, and what was decided once is not asked again.

const ROSTERS = fileURLToPath(new URL('../suite/rosters', import.meta.url))

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

async function drop(name: string, content: string): Promise<void> {
  await page.getByRole('button', { name: '選擇檔案…' }).waitFor()
  await page.evaluate(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text!], file!, { type: 'text/csv' }))
      document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [name, content],
  )
}

async function takeBack(): Promise<void> {
  await page.getByRole('button', { name: '復原這次匯入' }).click()
  await page.getByRole('button', { name: '復原這次匯入' }).waitFor({ state: 'detached' })
}

const fact = (name: string) => page.locator('.facts div').filter({ hasText: name }).locator('dd').innerText()
const people = () => page.getByRole('row').filter({ has: page.locator('button.name') })

test('a roster: read, asked about, compared, imported, undone in one step', async () => {
  await rail(page, '人員名冊').click()
  const before = await people().count()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  expect(await violations(page)).toEqual([])
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '選擇檔案…' }).click()
  await (await chooser).setFiles(`${ROSTERS}/r01_team.xlsx`)
  // Two sheets: the instructions are left out.
  await page.getByText('4 位人員').waitFor()
  await page.getByText('範例或說明工作表').waitFor()
  await page.getByRole('button', { name: '下一步：對應欄位' }).click()
  await page.getByText('F5「p2@example」不是電子郵件（李小華），這一格留白。').waitFor()
  await page.locator('.letters').first().waitFor()
  expect(await page.getByLabel('C 欄「職員編號」的用途').inputValue()).toBe('staff_number')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: '對人員名冊的變更' }).waitFor()
  expect(await violations(page)).toEqual([])
  const added = Number(await fact('新增'))
  expect(added).toBeGreaterThan(0)
  const commit = page.getByRole('button', { name: /^匯入 \d+ 項變更$/ })
  await commit.click()
  await page.getByText('已匯入「r01_team.xlsx」。').first().waitFor()
  await expect.poll(() => people().count()).toBe(before + added)
  await takeBack()
  await expect.poll(() => people().count()).toBe(before)
}, 240_000)

test('the same name is asked about, by the keyboard, one answer for all', async () => {
  const name = await people().nth(0).locator('button.name').innerText()
  const other = await people().nth(1).locator('button.name').innerText()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await drop('名冊.csv', `姓名,單位,職稱\n${name.trim()},新的單位,教授\n${other.trim()},,特聘教授\n全新的人,護理學系,講師\n`)
  await page.getByText('3 位人員').waitFor()
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: '對人員名冊的變更' }).waitFor()
  expect(await fact('同名，請指定')).toBe('2')
  const commit = page.getByRole('button', { name: /^匯入 \d+ 項變更$/ })
  expect(await commit.getAttribute('aria-disabled')).toBe('true')
  expect(await violations(page)).toEqual([])
  // The first is another person after all: its radio is reached and chosen with keys.
  await page.getByRole('radio', { name: '另一人，新增到名冊' }).first().focus()
  await page.keyboard.press('Space')
  await expect.poll(() => fact('同名，請指定')).toBe('1')
  await page.getByRole('radio', { name: /^同一人/ }).first().check()
  await expect.poll(() => fact('同名，請指定')).toBe('0')
  expect([await fact('新增'), await fact('變更')]).toEqual(['2', '1'])
  await commit.click()
  await page.getByText('已匯入「名冊.csv」。').first().waitFor()
  await takeBack()
}, 180_000)

test('columns that were named once need no click the next time', async () => {
  const sheet = (who: string) => `甲,乙,丙\n${who},護理學系,講師\n${who}二,資訊系,教授\n`
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await drop('沒有標題.csv', sheet('初次'))
  await page.getByText('沒有認出人員名冊').waitFor()
  await page.getByLabel('A 欄「」的用途').selectOption('name')
  await page.getByLabel('C 欄「丙」的用途').selectOption('title')
  await page.getByText('2 位人員').waitFor()
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('button', { name: '匯入 2 項變更' }).click()
  await page.getByText('已匯入「沒有標題.csv」。').first().waitFor()
  await takeBack()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await drop('沒有標題.csv', sheet('再次'))
  await page.getByText('這個版面以前匯入過').waitFor()
  await page.getByText('2 位人員').waitFor()
}, 180_000)

test('indicators come into their proposal, a value that is no number is answered at its cell', async () => {
  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '指標與 SDGs').click()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '選擇檔案…' }).click()
  await (await chooser).setFiles(`${ROSTERS}/i01_two_level.xlsx`)
  await page.getByText('4 個指標').first().waitFor()
  await page.locator('td[data-cell="E8"] button').click()
  await page.getByRole('dialog', { name: '第 8 列的更正' }).waitFor()
  await page.keyboard.type('１')
  await page.keyboard.press('Enter')
  await page.getByText('E8「持續提升」依您的更正讀為 1。').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('heading', { name: '對這個計畫指標的變更' }).waitFor()
  await page.getByRole('button', { name: /^匯入 \d+ 項變更$/ }).click()
  await page.getByText('已匯入「i01_two_level.xlsx」。').first().waitFor()
  await page.getByText('課程滿意度').first().waitFor()
  await takeBack()
}, 180_000)

test('a table pasted into the budget sheet offers the way of a file', async () => {
  await rail(page, '經費編列').click()
  const grid = page.getByRole('grid').first()
  await grid.waitFor()
  await page.locator('[data-row][data-column="item"]').first().click()
  const paste = () =>
    page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', '類別\t項目\t單價\t數量\t金額\n業務費\t講座鐘點費\tNT$ 2,000\t１０\t２萬\n雜支\t退回款\t\t\t(1,500)\n')
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
  await paste()
  await page.getByText('貼上的是一整張有標題列的表。').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await page.getByText('貼上的是一整張有標題列的表。').count()).toBe(0)
  await page.locator('[data-row][data-column="item"]').first().click()
  await paste()
  await page.getByRole('button', { name: '以匯入方式核對後貼上' }).press('Enter')
  await page.getByText('可匯入 2 項').waitFor()
  await page.getByRole('tab', { name: /項目預覽/ }).click()
  const list = page.getByRole('tabpanel')
  expect(await list.innerText()).toMatch(/講座鐘點費[\s\S]*20,000[\s\S]*退回款[\s\S]*-1,500/)
}, 120_000)

test('the dictionary: written in settings, used by the next import, learned only when ticked', async () => {
  await rail(page, '設定').click()
  await page.getByRole('button', { name: '新增名稱' }).click()
  await page.getByLabel('表上的名稱').fill('鐘點費')
  await page.getByRole('button', { name: '存入字典' }).click()
  await page.getByText('請填寫表上的名稱，以及至少一個意思。').waitFor()
  await page.getByLabel('改稱為').fill('講座鐘點費')
  await page.getByLabel('勞退').check()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '存入字典' }).click()
  const table = page.getByRole('table', { name: '項目名稱字典' })
  expect(await table.innerText()).toMatch(/鐘點費\s+講座鐘點費・勞退/)
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('新增名稱')

  await rail(page, '漁村共老：沿海社區照護實踐計畫').click()
  await rail(page, '經費編列').click()
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await drop('預算.csv', '類別,項目,金額\n業務費,鐘點費,2000\n聯盟分攤款,年費,3000\n')
  await page.getByText('B2「鐘點費」依字典稱為「講座鐘點費」。').waitFor()
  await page.getByLabel('「聯盟分攤款」屬於').selectOption('operations')
  await page.getByLabel('未註明年度的項目').selectOption('115')
  await page.getByLabel('未註明來源的項目').selectOption('grant')
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  const lesson = page.getByRole('checkbox', { name: '「聯盟分攤款」屬於業務費' })
  await lesson.waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '匯入 2 項變更' }).click()
  await page.getByText('已匯入「預算.csv」。').first().waitFor()
  const words = (await call(new URL(page.url()).origin, 'dictionary'))['dictionary'] as { text: string; category?: string }[]
  expect(words.map((word) => [word.text, word.category])).toEqual([['鐘點費', undefined], ['聯盟分攤款', 'operations']])
  await takeBack()

  await rail(page, '設定').click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '匯出字典檔…' }).click()
  const file = await (await download).path()
  await page.getByRole('button', { name: '刪除 聯盟分攤款' }).click()
  await page.getByRole('button', { name: '刪除 鐘點費' }).click()
  await page.getByText('還沒有自訂的名稱。').waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '匯入字典檔…' }).click()
  await (await chooser).setFiles(file)
  await table.waitFor()
  expect(await table.innerText()).toMatch(/聯盟分攤款\s+業務費/)
}, 240_000)
