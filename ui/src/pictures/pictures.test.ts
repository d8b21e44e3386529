import { expect, test } from 'vitest'
import { GAUGES } from '../budget/gauges'
import { chooseLanguage, t } from '../i18n/index.svelte'
import type { BudgetLine, Finding, Workspace } from '../host/protocol'
import { fitted, lengthOf, widthOf } from './drawing'
import { byYear } from './figures'
import { againstCeilings, categoriesByYear, sideBySide } from './money'
import { sharesAgainstLimits } from './shares'
import { seasonsTimeline } from './time'

const line = (category: BudgetLine['category'], fund: BudgetLine['fund'], amount: string, position: BudgetLine['position'] = null) =>
  ({ id: amount, category, fund, amount, position, item: '', tags: [] }) as unknown as BudgetLine
const limit = (rule: string, proposal: string, limit: number) => ({ rule, proposal, year: 115, outcome: 'pass', figures: { actual: 0, limit, headroom: 0 }, targets: [] }) as unknown as Finding
const year = (grant: string, lines: BudgetLine[]) => ({ year: 115, grant_requested: grant, grant_approved: null, lines })
const season = (): Workspace =>
  ({
    people: [],
    call: { deadline: '2026-01-30T17:00:00+08:00', planned_submission: null },
    proposals: [
      // A listed position is personnel whatever its category says; half a dollar is kept.
      { id: 'a', title: '甲案', type: 'sprout', submit: true, budget: [year('1000000', [line('operations', 'grant', '400000.5', 'full_time_assistant'), line('operations', 'grant', '599999.5'), line('operations', 'matching', '100000')])] },
      { id: 'b', title: '不送', type: 'sprout', submit: false, budget: [year('9000000', [line('operations', 'grant', '9000000')])] },
    ],
    support_plan: { sections: {}, budget: [year('500000', [line('capital', 'grant', '500000'), line('operations', 'external', '7')])] },
    milestones: [{ id: 'm', kind: 'seal', title: '', on: '2026-01-20', done_on: '2026-01-21', note: '' }],
    activities: [{ id: 'e', title: '博覽會', host: '', kind: 'expo', starts_on: '2025-11-10', ends_on: '2025-12-05', links: [], schools: [], participants: [], place: '', note: '' }],
  }) as unknown as Workspace

test('what is not submitted is not the school’s, and sums are exact', () => {
  const [one] = byYear(season(), [limit('annual-grant-ceiling', 'a', 3_500_000), limit('support-plan-ceiling', 'support_plan', 2_000_000), limit('matching-fund', 'a', 100_000), limit('municipal-grant-share', 'a', 250_000), limit('matching-fund', 'support_plan', 50_000)])
  const table = againstCeilings(season(), [])?.table.rows
  expect(table?.[0]).toEqual(['115 年度', '1,500,000', '上限未訂', '100,000', '—'])
  expect(one?.ceiling).toEqual({ units: 5_500_000n, scale: 0 })
  // Of two floors for the same grant the higher binds.
  expect(one?.floor).toEqual({ units: 300_000n, scale: 0 })
  expect(categoriesByYear(season(), [])?.table.rows[0]).toEqual(['115 年度', '400,000.5', '599,999.5', '0', '500,000', '1,500,000', '100,000', '7'])
  expect(sideBySide(season())?.table.rows.map((row) => [row[0], row.at(-1)])).toEqual([
    ['甲　甲案', '10.0%'],
    ['校務支持規劃方案', '0.0%'],
  ])
})

test('a limit that is known for some only is no limit for all', () => {
  expect(byYear(season(), [limit('annual-grant-ceiling', 'a', 3_500_000)])[0]?.ceiling).toBeNull()
})

test('nothing is drawn outside the picture', () => {
  const pictures = [categoriesByYear(season(), []), sideBySide(season()), againstCeilings(season(), [limit('annual-grant-ceiling', 'a', 1)]), seasonsTimeline(season(), '2026-01-02')]
  for (const picture of pictures) {
    const { width, height, marks } = picture!.drawing
    for (const mark of marks) {
      if (mark.kind !== 'area') continue
      expect([mark.x >= 0, mark.y >= 0, mark.x + mark.width <= width, mark.y + mark.height <= height], JSON.stringify(mark)).toEqual([true, true, true, true])
    }
  }
})

test.each(['zh-TW', 'en'] as const)('a limit’s name is whole beside its bar: %s', (language) => {
  chooseLanguage(language)
  const findings = GAUGES.map((rule) => limit(rule, 'a', 100_000))
  const marks = sharesAgainstLimits(season(), findings, 115)!.drawing.marks
  const said = marks.flatMap((mark) => (mark.kind === 'words' ? [mark] : []))
  const bars = Math.min(...marks.flatMap((mark) => (mark.kind === 'area' ? [mark.x] : [])))
  for (const rule of GAUGES) {
    const name = said.find(({ words }) => words === t().budget.gauge[rule])
    expect(name, rule).toBeDefined()
    expect(name!.x + widthOf(name!.words)).toBeLessThan(bars)
  }
  chooseLanguage('zh-TW')
})

test('the season’s dates in their order, the deadline a line, what is past told', () => {
  const picture = seasonsTimeline(season(), '2026-01-02')!
  expect(picture.table.rows.map((row) => [row[1], row[3]])).toEqual([
    ['博覽會', '已過'],
    ['用印', '已完成'],
    ['教育部公告期限', ''],
  ])
  expect(picture.drawing.marks.filter((mark) => mark.kind === 'line' && mark.of === 'deadline')).toHaveLength(1)
  expect(seasonsTimeline({ ...season(), call: {}, milestones: [], activities: [] } as unknown as Workspace, '2026-01-02')).toBeNull()
})

test('words are cut where they end, and a share is cut to its length', () => {
  expect(fitted('糖廠新生：食農產業鏈', 60)).toMatch(/…$/)
  expect(widthOf(fitted('糖廠新生：食農產業鏈', 60))).toBeLessThanOrEqual(60)
  expect(fitted('短', 60)).toBe('短')
  const of = (units: bigint) => ({ units, scale: 0 })
  expect(lengthOf(of(1n), of(3n), 300)).toBeCloseTo(100, 2)
  expect([lengthOf(of(5n), of(0n), 300), lengthOf(of(-5n), of(3n), 300)]).toEqual([0, 0])
})
