import { expect, test } from 'vitest'
import { blankLine, type BudgetLine } from './line'
import { RunningTotals, totalsOf } from './totals'

/** The same numbers at every run. */
function dice(seed: number): (below: number) => number {
  return (below) => (seed = (seed * 48_271) % 2_147_483_647) % below
}

test('sums that follow the keys are those of the whole list, whatever comes, goes and changes', () => {
  const roll = dice(7)
  const any = <T>(...these: readonly T[]): T => these[roll(these.length)]!
  const made = (id: string): BudgetLine => ({
    ...blankLine(id),
    item: any('講座', null),
    category: any('personnel', 'operations', 'miscellaneous', 'capital', null),
    fund: any('grant', 'matching', 'external', null),
    position: any(null, 'other', 'full_time_assistant'),
    amount: any(null, '0', '12000', '0.5', '-3', '1234.56', '另議'),
    tags: any([], ['foreign_travel'], ['international_exchange'], ['foreign_travel', 'international_exchange']),
  })
  const running = new RunningTotals()
  let lines: readonly BudgetLine[] = []
  for (let step = 0; step < 2_000; step += 1) {
    const at = roll(lines.length + 1)
    const act = any('add', 'add', 'change', 'change', 'remove', 'swap', 'undo all')
    if (act === 'add') lines = lines.toSpliced(at, 0, ...Array.from({ length: 1 + roll(3) }, (_, n) => made(`${step}-${n}`)))
    else if (act === 'change') lines = lines.map((line, n) => (n === at ? made(line.id) : line))
    else if (act === 'remove') lines = lines.toSpliced(at, 1 + roll(3))
    else if (act === 'swap') lines = [...lines.slice(at), ...lines.slice(0, at)]
    else if (roll(20) === 0) lines = []
    expect(running.of(lines)).toEqual(totalsOf(lines))
  }
})

test('a list that is the same has the same sums, not new ones', () => {
  const lines = [{ ...blankLine('a'), item: '講座', amount: '5' }]
  const running = new RunningTotals()
  expect(running.of([...lines])).toBe(running.of(lines))
})
