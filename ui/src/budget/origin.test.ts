import { expect, test } from 'vitest'
import { blankLine } from './line'
import { cells, changedByHand } from './origin'

const source = { file: '甲.xlsx', sheet: '115年', cells: { note: 'G12', amount: 'F12', item: 'B12' }, amount: '80000' }

test('cells stand in the order of the columns', () => {
  expect(cells(source).map(({ cell }) => cell)).toEqual(['B12', 'F12', 'G12'])
})

test('a line is changed by hand where its amount is another number, not another spelling', () => {
  const line = { ...blankLine('l1'), amount: '80000.0', source }
  expect(changedByHand(line)).toBe(false)
  expect(changedByHand({ ...line, amount: '79000' })).toBe(true)
  expect(changedByHand({ ...line, amount: null })).toBe(true)
})

test('without the imported amount nothing is claimed', () => {
  const { amount: _, ...older } = source
  expect(changedByHand({ ...blankLine('l1'), amount: '1', source: older })).toBe(false)
  expect(changedByHand(blankLine('l2'))).toBe(false)
})
