// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { readBlock, readTabbed, writeBlock } from './clipboard'
import type { Edit } from '../host/protocol'
import type { Year } from './changes'
import type { Column } from './columns'
import { blankLine, type BudgetLine } from './line'
import { paste } from './paste'
import { sheetRows, type Blanks } from './rows'
import { rangeOf } from './selection'

const blanks: Blanks = { personnel: 'new-p', operations: 'new-o', miscellaneous: 'new-m', capital: 'new-c' }
const line = (id: string, fields: Partial<BudgetLine>): BudgetLine => ({ ...blankLine(id), ...fields })
const lines = [
  line('a', { category: 'personnel', item: '專任助理', fund: 'grant', amount: '540000' }),
  line('b', { category: 'operations', item: '講座鐘點費', fund: 'grant', unit_price: '2000', quantity: '60', amount: '120000' }),
  line('c', { category: 'operations', item: '場地使用費', fund: 'matching', amount: '48000' }),
]
const year: Year = { base: '/proposals/a/budget/115', lines }
const rows = sheetRows(lines, blanks)

function* ids() {
  for (let n = 1; ; n += 1) yield `n${n}`
}
function put(text: string, from: [string, Column], to: [string, Column] = from) {
  const range = rangeOf({ anchor: { row: from[0], column: from[1] }, active: { row: to[0], column: to[1] } }, rows)
  return paste(year, range, readTabbed(text), rows, ids())
}
const brief = (edits: readonly Edit[]) =>
  edits.map((edit) => {
    if ('set' in edit) return `${edit.set.path.split('/lines/')[1]}=${JSON.stringify(edit.set.value)}`
    if ('add' in edit) return `+${(edit.add.value as BudgetLine).id} before ${edit.add.before}`
    return JSON.stringify(edit)
  })

test('tab-separated cells, quoted ones with line ends, a quote that is just a sign', () => {
  const text = 'a\t"二\n行 ""甲"""\t"乙" 案\r\n\t1\t2\r\n'
  expect(readTabbed(text).map((row) => row.map((cell) => cell.text))).toEqual([
    ['a', '二\n行 "甲"', '"乙" 案'],
    ['', '1', '2'],
  ])
})

test('what is copied is read back cell by cell', () => {
  const cells = [
    ['講座 "甲"', '1,000', ''],
    ['a\tb', '<b>&', 'x\ny'],
  ]
  const { text, html } = writeBlock(cells)
  expect(readTabbed(text).map((row) => row.map((cell) => cell.text))).toEqual(cells)
  expect(readBlock({ html, text: '' }).map((row) => row.map((cell) => cell.text))).toEqual(cells)
})

test('merged cells of Excel: words count for every covered row, amounts only once', () => {
  const html = `<html><body><!--StartFragment--><table>
    <tr><td rowspan=2>業務費</td><td>印刷費</td><td>&nbsp;</td></tr>
    <tr><td>膳費</td><td>80</td></tr></table></body></html>`
  const block = readBlock({ html, text: 'ignored' })
  expect(block).toEqual([
    [{ text: '業務費' }, { text: '印刷費' }, { text: '' }],
    [{ text: '業務費', covered: true }, { text: '膳費' }, { text: '80' }],
  ])
  const range = rangeOf({ anchor: { row: 'new-m', column: 'category' }, active: { row: 'new-m', column: 'category' } }, rows)
  const made = paste(year, range, block, rows, ids())
  expect(made.added).toBe(2)
  expect(made.edits.map((edit) => 'add' in edit && (edit.add.value as BudgetLine).category)).toEqual(['operations', 'operations'])

  const money = readBlock({ html: '<table><tr><td rowspan="2">900</td></tr><tr></tr></table>', text: '' })
  const amounts = rangeOf({ anchor: { row: 'b', column: 'amount' }, active: { row: 'b', column: 'amount' } }, rows)
  expect(brief(paste(year, amounts, money, rows, ids()).edits)).toEqual(['b/amount="900"'])
})

test('a block with full-width digits, NT$, 萬 and brackets over existing lines', () => {
  const pasted = put('２，５００\t60\t時\tNT$150,000\n(500)\t1\t式\t3萬', ['b', 'unit_price'])
  expect(brief(pasted.edits)).toEqual([
    'b/unit_price="2500"',
    'b/unit="時"',
    'b/amount="150000"',
    'c/unit_price="-500"',
    'c/quantity="1"',
    'c/unit="式"',
    'c/amount="30000"',
  ])
  expect(pasted.unread).toEqual([])
})

test('unreadable cells are counted, named and left as they were: never 0', () => {
  const pasted = put('約五千\t12\n#REF!\t若干', ['b', 'unit_price'])
  expect(brief(pasted.edits)).toEqual(['b/quantity="12"', 'b/amount="24000"'])
  expect(pasted.unread.map((cell) => [cell.row, cell.column, cell.text, cell.doubt])).toEqual([
    ['b', 'unit_price', '約五千', 'not_a_number'],
    ['c', 'unit_price', '#REF!', 'error_value'],
    ['c', 'quantity', '若干', 'not_a_number'],
  ])
  expect(JSON.stringify(pasted.edits)).not.toContain('"0"')
})

test('more rows than the category has become new lines of it, in their order, and never run into the next', () => {
  const pasted = put('甲\n乙\n丙\n丁', ['c', 'item'])
  expect(brief(pasted.edits)).toEqual(['c/item="甲"', '+new-o before null', '+n1 before null', '+n2 before null'])
  const above = put('甲\n乙\n丙', ['new-p', 'item'])
  expect(brief(above.edits)).toEqual(['+new-p before b', '+n1 before b', '+n2 before b'])
  expect(above.edits.map((edit) => 'add' in edit && (edit.add.value as BudgetLine).item)).toEqual(['甲', '乙', '丙'])
})

test('sums do not become lines, empty rows do not either', () => {
  const pasted = put('印刷費\t\t\t10\t5\t\t50\n\n小　計\t\t\t\t\t\t50\n膳費\t\t\t80\t10\t人', ['new-o', 'item'])
  expect(pasted.sums).toBe(1)
  expect(pasted.edits.map((edit) => 'add' in edit && (edit.add.value as BudgetLine).item)).toEqual(['印刷費', '膳費'])
  expect(pasted.edits.map((edit) => 'add' in edit && (edit.add.value as BudgetLine).amount)).toEqual(['50', '800'])
})

test('an amount left blank beside price and quantity is worked out', () => {
  expect(brief(put('100\t3\t式\t', ['b', 'unit_price']).edits)).toEqual([
    'b/unit_price="100"',
    'b/quantity="3"',
    'b/unit="式"',
    'b/amount="300"',
  ])
})

test('one cell fills the whole range; cells beyond the last column are counted', () => {
  expect(brief(put('外部資源', ['b', 'fund'], ['c', 'fund']).edits)).toEqual(['b/fund="external"', 'c/fund="external"'])
  expect(put('說明\t多的', ['b', 'note']).beyond).toBe(1)
})
