/** Shares against their limits: limits come from what the clauses say, the sums from what is on screen now. */

import type { Finding } from '../host/protocol'
import { levelOf, type Level } from '../standing'
import { compare, minus, parseDecimal, percent, ratio, type Decimal } from '../decimal'
import type { Totals } from './totals'

export const GAUGES = [
  'annual-grant-ceiling',
  'support-plan-ceiling',
  'personnel-share',
  'matching-fund',
  'municipal-grant-share',
  'foreign-travel-share',
] as const
export type GaugeRule = (typeof GAUGES)[number]

/** Rules whose limit is a minimum. */
const FLOORS: readonly string[] = ['matching-fund', 'municipal-grant-share']

export interface Gauge {
  readonly rule: GaugeRule
  readonly finding: Finding
  readonly level: Level | null
  readonly floor: boolean
  readonly actual: Decimal
  readonly limit: Decimal
  /** What may still be added, or is above the minimum; negative = too much, or missing. */
  readonly headroom: Decimal
  readonly broken: boolean
  /** Of the grant, cut off; `null` for absolute amounts or without a grant. */
  readonly share: string | null
  readonly limitShare: string | null
  /** For drawing, 0 to 1 of the bar's length. */
  readonly filled: number
  readonly tick: number
}

/** The bars of a year, in the order of the clauses. */
export function gaugesOf(
  findings: readonly Finding[],
  scope: string,
  year: number,
  totals: Totals,
  grant: string | null,
): Gauge[] {
  const whole = grant === null ? null : parseDecimal(grant)
  return GAUGES.flatMap((rule) => {
    const finding = findings.find((f) => f.rule === rule && f.proposal === scope && f.year === year)
    if (!finding?.figures) return []
    const stated = number(finding.figures.actual)
    const limit = number(finding.figures.limit)
    const actual = sumOf(rule, totals, whole) ?? stated
    const floor = FLOORS.includes(rule)
    const headroom = floor ? minus(actual, limit) : minus(limit, actual)
    const absolute = rule === 'annual-grant-ceiling' || rule === 'support-plan-ceiling'
    const longest = compare(actual, limit) > 0 ? actual : limit
    // Limits stand at three quarters, so that what goes beyond them is still seen.
    const scale = compare(longest, limit) > 0 ? ratio(limit, longest) : 0.75
    const tick = floor ? 0.5 : Math.min(scale, 0.75)
    return [
      {
        rule,
        finding,
        level: levelOf(finding),
        floor,
        actual,
        limit,
        headroom,
        broken: headroom.units < 0n,
        share: absolute || !whole ? null : percent(actual, whole, places(actual, limit, whole)),
        limitShare: absolute || !whole ? null : percent(limit, whole, 1),
        filled: Math.min(1, ratio(actual, limit, 10) * tick),
        tick,
      },
    ]
  })
}

/** The sum on screen that a rule compares; `null` where the rule itself picks one of several. */
function sumOf(rule: GaugeRule, totals: Totals, grant: Decimal | null): Decimal | null {
  switch (rule) {
    case 'annual-grant-ceiling':
    case 'support-plan-ceiling':
      return grant
    case 'personnel-share':
      return totals.grantPersonnel
    case 'matching-fund':
    case 'municipal-grant-share':
      return totals.byPurse.matching
    case 'foreign-travel-share':
      return null
  }
}

/** Decimals enough to tell a share from its limit: 60.00002% is never shown as 60.0%. */
function places(actual: Decimal, limit: Decimal, whole: Decimal): number {
  if (compare(actual, limit) === 0) return 1
  for (const count of [1, 2, 3, 4, 5, 6, 7]) if (percent(actual, whole, count) !== percent(limit, whole, count)) return count
  return 8
}

function number(value: number): Decimal {
  return { units: BigInt(Math.trunc(value)), scale: 0 }
}
