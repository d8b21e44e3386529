import { expect, test, describe } from 'vitest'
import { clear, fill, insert, put, remove, shift, step, write, type Year } from './changes'
import type { Edit } from '../host/protocol'
import { COLUMNS, readCell, shown, written, type Column } from './columns'
import { grouped, toText } from '../decimal'
import { found, nextOf } from './find'
import { actionOf, type Press } from './keys'
import { blankLine, type BudgetLine } from './line'
import { freshBlanks, freshId, sheetRows, type Blanks, type Row } from './rows'
import { at, everything, kept, moved, rangeOf, tabbed, type Selection } from './selection'
import { selectionSum, totalsOf } from './totals'
import { suggest, CATEGORIES, POSITIONS, readChoice, FUNDS } from './choices'

const blanks: Blanks = { personnel: 'new-p', operations: 'new-o', miscellaneous: 'new-m', capital: 'new-c' }

function line(id: string, fields: Partial<BudgetLine>): BudgetLine {
  return { ...blankLine(id), ...fields }
}

const lines: BudgetLine[] = [
  line('a', {
    category: 'personnel',
    item: '專任助理',
    fund: 'grant',
    unit_price: '45000',
    quantity: '12',
    unit: '月',
    amount: '540000',
    position: 'full_time_assistant',
  }),
  line('b', {
    category: 'operations',
    item: '講座鐘點費',
    fund: 'grant',
    unit_price: '2000',
    quantity: '60',
    unit: '時',
    amount: '120000',
  }),
  line('c', { category: 'personnel', item: '勞保費', fund: 'grant', amount: '60000', tags: ['labor_insurance'] }),
  line('d', {
    category: 'operations',
    item: '場地使用費',
    fund: 'matching',
    unit_price: '4000',
    quantity: '12',
    unit: '場',
    amount: '48000',
  }),
  line('e', { category: null, item: '？', fund: null, amount: '7' }),
]
const year: Year = { base: '/proposals/a/budget/115', lines }
const rows = sheetRows(lines, blanks)
const row = (key: string): Row => rows.find((r) => r.key === key)!

function select(from: [string, Column], to: [string, Column] = from): Selection {
  return { anchor: { row: from[0], column: from[1] }, active: { row: to[0], column: to[1] } }
}

/** Presses keys from a selection and tells the cell one stands on. */
function press(from: Selection, ...presses: Press[]): Selection {
  return presses.reduce((selection, key) => {
    const action = actionOf(key, 'nav')!
    return action.do === 'tab' ? tabbed(selection, action.back, rows)! : moved(selection, action, rows, 3)
  }, from)
}

test('bands with their lines, each category with a blank row, unclassified lines last', () => {
  expect(rows.map((r) => r.key)).toEqual([
    'band-personnel',
    'a',
    'c',
    'new-p',
    'band-operations',
    'b',
    'd',
    'new-o',
    'band-miscellaneous',
    'new-m',
    'band-capital',
    'new-c',
    'band-none',
    'e',
  ])
})

test('new ids differ', () => {
  expect(new Set(Array.from({ length: 500 }, () => freshId())).size).toBe(500)
  expect(Object.values(freshBlanks(() => 0.5))).toHaveLength(4)
})

describe('keys', () => {
  test('arrows step over bands', () => {
    expect(press(select(['c', 'amount']), { key: 'ArrowDown' }, { key: 'ArrowDown' }).active).toEqual({
      row: 'b',
      column: 'amount',
    })
    expect(press(select(['b', 'amount']), { key: 'ArrowUp' }).active.row).toBe('new-p')
  })
  test('Enter goes down, Shift+Enter up, Tab right and over to the next row', () => {
    expect(press(select(['a', 'item']), { key: 'Enter' }).active).toEqual({ row: 'c', column: 'item' })
    expect(press(select(['c', 'item']), { key: 'Enter', shift: true }).active.row).toBe('a')
    expect(press(select(['a', 'note']), { key: 'Tab' }).active).toEqual({ row: 'c', column: 'category' })
    expect(press(select(['c', 'category']), { key: 'Tab', shift: true }).active).toEqual({ row: 'a', column: 'note' })
  })
  test('Tab leaves at the last cell', () => {
    expect(tabbed(select(['e', 'note']), false, rows)).toBeNull()
    expect(tabbed(select(['a', 'category']), true, rows)).toBeNull()
  })
  test('the edges hold', () => {
    expect(press(select(['a', 'category']), { key: 'ArrowUp' }, { key: 'ArrowLeft' }).active).toEqual({
      row: 'a',
      column: 'category',
    })
    expect(press(select(['e', 'note']), { key: 'ArrowDown' }, { key: 'ArrowRight' }).active).toEqual({ row: 'e', column: 'note' })
  })
  test('Home, End, Ctrl+Home, Ctrl+End, pages', () => {
    expect(press(select(['b', 'amount']), { key: 'Home' }).active).toEqual({ row: 'b', column: 'category' })
    expect(press(select(['b', 'amount']), { key: 'Home', ctrl: true }).active).toEqual({ row: 'a', column: 'category' })
    expect(press(select(['b', 'amount']), { key: 'End', ctrl: true }).active).toEqual({ row: 'e', column: 'note' })
    expect(press(select(['a', 'amount']), { key: 'PageDown' }).active.row).toBe('b')
    expect(press(select(['e', 'amount']), { key: 'PageUp' }).active.row).toBe('new-o')
  })
  test('Shift extends the range from where it began', () => {
    const chosen = press(select(['a', 'unit_price']), { key: 'ArrowDown', shift: true }, { key: 'ArrowRight', shift: true })
    const range = rangeOf(chosen, rows)
    expect(range.rows.map((r) => r.key)).toEqual(['a', 'c'])
    expect(range.columns).toEqual(['unit_price', 'quantity'])
  })
  test('Ctrl+A takes all lines', () => {
    const range = rangeOf(everything(rows, { row: 'b', column: 'item' }), rows)
    expect(range.rows.filter((r) => r.kind === 'line')).toHaveLength(5)
    expect(range.columns).toEqual([...COLUMNS])
  })
  test('letters and digits are never taken from the input, nor are its own keys while editing', () => {
    for (const key of ['a', 'Z', '1', ' ', 'ㄓ', 'Process', 'Unidentified']) expect(actionOf({ key }, 'nav'), key).toBeNull()
    for (const key of ['ArrowLeft', 'Home', 'Delete', 'Backspace']) expect(actionOf({ key }, 'edit'), key).toBeNull()
    expect(actionOf({ key: 'z', ctrl: true }, 'edit')).toBeNull()
    expect(actionOf({ key: 'z', ctrl: true }, 'nav')).toEqual({ do: 'undo' })
    expect(actionOf({ key: 'F6' }, 'edit')).toEqual({ do: 'leave', back: false })
  })
  test('when a row is gone one stands on what took its place', () => {
    const fewer = sheetRows(
      lines.filter((l) => l.id !== 'b'),
      blanks,
    )
    expect(kept(at('b', 'amount'), rows, fewer).active).toEqual({ row: 'd', column: 'amount' })
    expect(kept(at('a', 'amount'), rows, fewer).active.row).toBe('a')
  })
})

describe('cells', () => {
  test('shown with separators, edited without', () => {
    expect(shown(lines[0]!, 'amount')).toBe('540,000')
    expect(written(lines[0]!, 'amount')).toBe('540000')
    expect(written(lines[2]!, 'tags')).toBe('勞保')
  })
  test('what is written in a cell is read back as the same value', () => {
    for (const one of lines) {
      for (const column of COLUMNS) {
        const reading = readCell(column, written(one, column))
        expect(reading.kind, `${one.id} ${column}`).toBe('value')
        expect(put(one, column, reading.kind === 'value' ? reading.value : undefined), `${one.id} ${column}`).toBe(one)
      }
    }
  })
  test('words of a list, in the ways people write them', () => {
    expect(readChoice(CATEGORIES, ' 雜費 ')).toBe('miscellaneous')
    expect(readChoice(FUNDS, '学校')).toBeNull()
    expect(readChoice(POSITIONS, 'ｐｉ')).toBe('principal_investigator')
    expect(readCell('category', '旅運費')).toMatchObject({ kind: 'unreadable', doubt: 'not_a_choice' })
    expect(readCell('tags', '國外差旅、勞保')).toEqual({ kind: 'value', value: ['foreign_travel', 'labor_insurance'] })
  })
  test('type-ahead: beginnings first', () => {
    expect(suggest(POSITIONS, '專').map((c) => c.value)).toEqual(['project_instructor', 'project_manager', 'full_time_assistant'])
    expect(suggest(POSITIONS, '助理').map((c) => c.value)).toEqual([
      'full_time_assistant',
      'part_time_assistant',
      'teaching_assistant',
    ])
    expect(suggest(CATEGORIES, '')).toHaveLength(4)
    expect(suggest(CATEGORIES, '旅')).toEqual([])
  })
})

describe('changes', () => {
  const paths = (edits: readonly Edit[]) =>
    edits.map((edit) => ('set' in edit ? [edit.set.path.replace(year.base, ''), edit.set.value] : edit))

  test('an amount that is the product follows the price; one that is not stays', () => {
    expect(paths(write(year, row('b'), 'unit_price', '2,500').edits)).toEqual([
      ['/lines/b/unit_price', '2500'],
      ['/lines/b/amount', '150000'],
    ])
    expect(paths(write(year, row('c'), 'unit_price', '2,500').edits)).toEqual([['/lines/c/unit_price', '2500']])
    expect(put(line('x', { unit_price: '5' }), 'quantity', '3').amount).toBe('15')
  })
  test('a quantity with its unit fills a blank unit only', () => {
    expect(put(line('x', {}), 'quantity', '12', '月').unit).toBe('月')
    expect(put(lines[0]!, 'quantity', '10', '週').unit).toBe('月')
  })
  test('the same value is no edit, however it is written', () => {
    expect(write(year, row('b'), 'amount', 'NT$120,000').edits).toEqual([])
  })
  test('an unreadable text changes nothing and is named', () => {
    const change = write(year, row('b'), 'amount', '十二萬多')
    expect(change.edits).toEqual([])
    expect(change.unread).toEqual([{ row: 'b', column: 'amount', text: '十二萬多', doubt: 'not_a_number' }])
  })
  test('a blank row becomes a line behind the last of its category', () => {
    const [edit] = write(year, row('new-p'), 'item', '兼任助理').edits
    expect(edit).toMatchObject({
      add: {
        list: '/proposals/a/budget/115/lines',
        before: 'd',
        value: { id: 'new-p', category: 'personnel', fund: 'grant', item: '兼任助理' },
      },
    })
    const [last] = write(year, row('new-o'), 'item', '印刷費').edits
    expect(last).toMatchObject({ add: { before: 'e', value: { fund: 'grant' } } })
    expect(write(year, row('new-c'), 'item', '感測器').edits[0]).toMatchObject({ add: { before: null } })
  })
  test('clearing keeps the category of lines cleared as a block, and adds no lines', () => {
    const change = clear(year, rangeOf(select(['a', 'category'], ['new-p', 'item']), rows))
    expect(paths(change.edits)).toEqual([
      ['/lines/a/item', ''],
      ['/lines/c/item', ''],
    ])
    expect(paths(clear(year, rangeOf(select(['a', 'category']), rows)).edits)).toEqual([['/lines/a/category', null]])
  })
  test('Ctrl+D copies the first of the range, or what stands above a single cell', () => {
    expect(paths(fill(year, rangeOf(select(['b', 'unit'], ['d', 'unit']), rows), 'down', rows, COLUMNS).edits)).toEqual([
      ['/lines/d/unit', '時'],
    ])
    expect(paths(fill(year, rangeOf(select(['d', 'unit']), rows), 'down', rows, COLUMNS).edits)).toEqual([
      ['/lines/d/unit', '時'],
    ])
    expect(fill(year, rangeOf(select(['a', 'unit']), rows), 'down', rows, COLUMNS).edits).toEqual([])
    expect(fill(year, rangeOf(select(['new-o', 'item']), rows), 'down', rows, COLUMNS).edits[0]).toMatchObject({
      add: { value: { item: '場地使用費' } },
    })
  })
  test('what is dragged down repeats all rows that were selected', () => {
    const range = rangeOf(select(['a', 'unit'], ['new-p', 'unit']), rows)
    expect(range.rows.map((row) => row.key)).toEqual(['a', 'c', 'new-p'])
    // Two rows are the pattern, and stay as they are; the third row begins it again.
    expect(fill(year, range, 'down', rows, COLUMNS, 2).edits).toEqual([{ add: expect.objectContaining({ value: expect.objectContaining({ unit: '月' }) }) }])
    expect(paths(fill(year, rangeOf(select(['a', 'unit'], ['c', 'unit']), rows), 'down', rows, COLUMNS, 2).edits)).toEqual([])
  })
  test('finding reads what the sheet shows, numbers with or without separators, and goes round', () => {
    const keys = (typed: string) => found(rows, typed).map(({ row, column }) => `${row} ${column}`)
    expect(keys('鐘點')).toEqual(['b item'])
    expect(keys('540000')).toEqual(['a amount'])
    expect(keys('５４０，０００')).toEqual(['a amount'])
    expect(keys('540,000')).toEqual(['a amount'])
    expect(keys('　')).toEqual([])
    const cells = found(rows, '人事費')
    expect(cells.map(({ row }) => row)).toEqual(['a', 'c'])
    const from = (row: string, way: 'here' | 'next' | 'back') => nextOf(cells, rows, { row, column: 'category' }, way)
    expect([from('a', 'here'), from('a', 'next'), from('c', 'next'), from('a', 'back')]).toEqual([0, 1, 0, 1])
    expect(nextOf([], rows, { row: 'a', column: 'item' }, 'next')).toBe(-1)
  })
  test('Ctrl+R copies to the right and refuses what does not fit', () => {
    expect(
      paths(fill(year, rangeOf(select(['d', 'unit_price'], ['d', 'quantity']), rows), 'right', rows, COLUMNS).edits),
    ).toEqual([
      ['/lines/d/quantity', '4000'],
      ['/lines/d/amount', '16000000'],
    ])
    expect(fill(year, rangeOf(select(['d', 'item'], ['d', 'fund']), rows), 'right', rows, COLUMNS).unread).toHaveLength(2)
  })
  test('insert, delete, move', () => {
    expect(insert(year, rangeOf(select(['c', 'item']), rows), 'above', ['n1']).edits).toEqual([
      {
        add: {
          list: '/proposals/a/budget/115/lines',
          value: { ...blankLine('n1'), category: 'personnel', fund: 'grant' },
          before: 'c',
        },
      },
    ])
    expect(insert(year, rangeOf(select(['a', 'item'], ['c', 'item']), rows), 'below', ['n1', 'n2']).edits).toMatchObject([
      { add: { before: 'd' } },
      { add: { before: 'd' } },
    ])
    expect(remove(year, rangeOf(select(['a', 'item'], ['new-p', 'item']), rows)).edits).toHaveLength(2)
    expect(shift(year, rangeOf(select(['a', 'item']), rows), 1, rows).edits).toEqual([
      { move: { path: '/proposals/a/budget/115/lines/c', before: 'a' } },
    ])
    expect(shift(year, rangeOf(select(['d', 'item']), rows), -1, rows).edits).toEqual([
      { move: { path: '/proposals/a/budget/115/lines/b', before: 'e' } },
    ])
    expect(shift(year, rangeOf(select(['a', 'item']), rows), -1, rows).edits).toEqual([])
  })
  test('several edits are one step with a name', () => {
    const { edits } = write(year, row('b'), 'unit_price', '1')
    const label = { zh: '修改單價', en: 'Change unit price' }
    expect(step(edits, label)).toEqual({ all: { label, edits } })
    expect(step(edits.slice(0, 1), label)).toEqual(edits[0])
    expect(step([], label)).toBeNull()
  })
})

test('sums by category and fund, and the sums that shares are made of', () => {
  const totals = totalsOf([
    ...lines,
    line('f', {
      category: 'operations',
      item: '工作坊',
      fund: 'grant',
      position: 'part_time_assistant',
      amount: '1000.5',
      tags: ['foreign_travel', 'international_exchange'],
    }),
  ])
  expect(grouped(totals.byGroup.personnel)).toBe('600,000')
  expect(grouped(totals.cells.operations.matching)).toBe('48,000')
  expect(toText(totals.byPurse.none)).toBe('7')
  expect(toText(totals.grantPersonnel)).toBe('601000.5')
  expect(toText(totals.grantAbroad)).toBe('1000.5')
  expect(totals.blankAmounts).toBe(0)
  expect(totalsOf([line('x', { item: '待估' }), line('y', {})]).blankAmounts).toBe(1)
  expect(selectionSum(['1', null, '2.5'])).toMatchObject({ count: 2 })
})
