import { expect, test } from 'vitest'
import type { Doubt } from '../host/protocol'
import { alike, answered, taken } from './answers'

const doubt = (code: string, cell: string, text: string | null): Doubt =>
  ({ code, weight: 'blocking', message: '', sheet: '經費表', row: Number(cell.slice(1)), column: 6, cell, text, asks: 'number', suggested: null }) as Doubt

test('more is said of a row, and taken back piece by piece', () => {
  const rows = answered({}, ['表!8', '表!9'], { use: 'skip' })
  expect(rows).toEqual({ '表!8': { use: 'skip' }, '表!9': { use: 'skip' } })
  expect(answered(rows, ['表!8'], { use: null, category: 'operations' })).toEqual({ '表!8': { category: 'operations' }, '表!9': { use: 'skip' } })
  expect(answered(rows, ['表!8', '表!9'], { use: null })).toEqual({})
})

test("a cell's answer is taken back before its row's", () => {
  const map = { cells: { '經費表!F8': '100' }, rows: { '經費表!8': { use: 'skip' as const } } }
  const at = { sheet: '經費表', row: 8, cell: 'F8' }
  expect(taken(map, at)).toEqual({ cells: {} })
  expect(taken({ rows: map.rows }, at)).toEqual({ rows: {} })
  expect(taken({}, at)).toEqual({})
})

test('the same words are one question, whatever cells they stand in', () => {
  const doubts = [doubt('NOT_A_NUMBER', 'F8', '另議'), doubt('NOT_A_NUMBER', 'F9', '待定'), doubt('NOT_A_NUMBER', 'F10', '另議'), doubt('ROW_ARITHMETIC', 'F11', '另議')]
  expect(alike(doubts).map((group) => group.map((one) => one.cell))).toEqual([['F8', 'F10'], ['F9'], ['F11']])
})
