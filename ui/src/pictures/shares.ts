/** Every share that a clause limits, of every scope that asks in a year, as one picture. */

import { gaugesOf, type Gauge } from '../budget/gauges'
import { absolute, grouped } from '../decimal'
import { totalsOf } from '../budget/totals'
import type { Finding, Workspace } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { letterOf, titleOf } from '../views/pages'
import { area, fitted, line, WIDTH, widthOf, words, type Mark, type Shown } from './drawing'
import { scopesOf } from './figures'

interface Row {
  whose: string
  gauge: Gauge
}

export function sharesAgainstLimits(workspace: Workspace, findings: readonly Finding[], year: number): Shown | null {
  const w = t().pictures
  const rows: Row[] = scopesOf(workspace).flatMap(({ scope, budget }) => {
    const own = budget.find((b) => b.year === year)
    if (!own) return []
    const index = workspace.proposals.findIndex((p) => p.id === scope)
    const whose = index < 0 ? t().terms.supportPlan : `${letterOf(index)}　${titleOf(workspace.proposals[index])}`
    return gaugesOf(findings, scope, year, totalsOf(own.lines), own.grant_approved ?? own.grant_requested).map((gauge) => ({ whose, gauge }))
  })
  if (rows.length === 0) return null
  // In every language the names of the limits are whole: a slide has no tooltip.
  const left = Math.max(170, 42 + Math.max(...rows.map(({ gauge }) => widthOf(t().budget.gauge[gauge.rule]))))
  const [long, height] = [WIDTH - 390 - left, 28]
  const marks: Mark[] = []
  let y = 12
  let last = ''
  for (const { whose, gauge } of rows) {
    if (whose !== last) {
      if (last !== '') y += 8
      marks.push(words(fitted(whose, WIDTH - 40), 20, y + 16, 'strong'))
      y += 30
      last = whose
    }
    const broken = gauge.broken && gauge.level !== 'pass'
    marks.push(words(t().budget.gauge[gauge.rule], 30, y + 14, 'label'))
    marks.push(area('ground', left, y, long, 18), area(broken ? 'over' : 'grant', left, y, gauge.filled * long, 18))
    marks.push(line('limit', left + gauge.tick * long, y - 3, left + gauge.tick * long, y + 21))
    const at = left + long + 14
    marks.push(words(amount(gauge), at + 90, y + 14, 'strong', 'end'), words(limit(gauge), at + 102, y + 14, 'quiet'))
    marks.push(words(verdict(gauge), WIDTH - 20, y + 14, broken ? 'over' : 'quiet', 'end'))
    y += height
  }
  return {
    title: w.shares.title(t().common.year(year)),
    note: w.shares.note,
    drawing: { width: WIDTH, height: y + 8, marks },
    table: {
      head: [w.proposal, w.shares.what, w.shares.actual, w.shares.limit, w.shares.verdict],
      rows: rows.map(({ whose, gauge }) => [whose, t().budget.gauge[gauge.rule], amount(gauge), limit(gauge), verdict(gauge)]),
    },
  }
}

const amount = (gauge: Gauge) => gauge.share ?? grouped(gauge.actual)
const limit = (gauge: Gauge) => `${gauge.floor ? t().budget.atLeast : t().budget.atMost} ${gauge.limitShare ?? grouped(gauge.limit)}`

function verdict(gauge: Gauge): string {
  const dollars = grouped(absolute(gauge.headroom))
  if (gauge.headroom.units === 0n) return t().budget.exact
  if (gauge.floor) return gauge.broken ? t().budget.short(dollars) : t().budget.spare(dollars)
  return gauge.broken ? t().budget.over(dollars) : t().budget.left(dollars)
}
