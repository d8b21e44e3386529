/** The pictures of money: by category and year, proposals side by side, years against their limits. */

import type { Finding, Workspace } from '../host/protocol'
import { compare, grouped, minus, most, percent, plus, thousands, total, type Decimal, ZERO } from '../decimal'
import { t } from '../i18n/index.svelte'
import { letterOf, titleOf } from '../views/pages'
import { area, fitted, legend, lengthOf, line, WIDTH, widthOf, words, type Area, type Mark, type Shown } from './drawing'
import { byYear, CATEGORIES, moneyOf, scopesOf, type Money } from './figures'

const LEFT = 280
const RIGHT = 150

/** What is asked for, by category, with matching beside it: a pair of columns a year. */
export function categoriesByYear(workspace: Workspace, findings: readonly Finding[]): Shown | null {
  const years = byYear(workspace, findings)
  const w = t().pictures
  const tallest = most(years.flatMap(({ money }) => [spent(money), money.matching, money.external]))
  if (tallest === ZERO) return null
  const [top, bottom] = [64, 440]
  const width = (WIDTH - 80) / years.length
  const column = Math.min(96, width / 4)
  const marks: Mark[] = [
    ...legend([...CATEGORIES.map((one) => [one, t().terms.category[one]] as const), ['matching', t().terms.fund.matching], ['external', t().terms.fund.external]], 40, 24),
  ]
  years.forEach(({ year, money }, index) => {
    const middle = 40 + width * (index + 0.5)
    let y = bottom
    for (const one of CATEGORIES) {
      const height = lengthOf(money.byCategory[one], tallest, bottom - top)
      y -= height
      marks.push(area(one, middle - column - 6, y, column, height))
    }
    marks.push(words(thousands(spent(money)), middle - column / 2 - 6, y - 6, 'strong', 'middle'))
    const beside = (of: Area, amount: Decimal, base: number) => {
      const height = lengthOf(amount, tallest, bottom - top)
      marks.push(area(of, middle + 6, base - height, column, height))
      return base - height
    }
    const above = beside('external', money.external, beside('matching', money.matching, bottom))
    marks.push(words(thousands(plus(money.matching, money.external)), middle + column / 2 + 6, above - 6, 'label', 'middle'))
    marks.push(words(t().common.year(year), middle, bottom + 22, 'strong', 'middle'))
  })
  marks.push(line('axis', 40, bottom, WIDTH - 40, bottom))
  return {
    title: w.byYear.title,
    note: w.inThousands,
    drawing: { width: WIDTH, height: bottom + 40, marks },
    table: {
      head: [w.year, ...CATEGORIES.map((one) => t().terms.category[one]), w.spent, t().terms.fund.matching, t().terms.fund.external],
      rows: years.map(({ year, money }) => [
        t().common.year(year),
        ...CATEGORIES.map((one) => grouped(money.byCategory[one])),
        grouped(spent(money)),
        grouped(money.matching),
        grouped(money.external),
      ]),
    },
  }
}

/** The proposals on one scale: what each asks for by category, and its matching under it. */
export function sideBySide(workspace: Workspace): Shown | null {
  const w = t().pictures
  const rows = scopesOf(workspace).map(({ scope, budget }) => {
    const index = workspace.proposals.findIndex((p) => p.id === scope)
    const proposal = workspace.proposals[index]
    const name = proposal ? `${letterOf(index)}　${titleOf(proposal)}` : t().terms.supportPlan
    return { name, type: proposal?.type ? t().terms.type[proposal.type] : '', money: moneyOf(budget) }
  })
  const longest = most(rows.flatMap(({ money }) => [spent(money), money.matching]))
  if (longest === ZERO) return null
  const [height, top] = [58, 56]
  const long = WIDTH - LEFT - RIGHT - 20
  const marks: Mark[] = legend([...CATEGORIES.map((one) => [one, t().terms.category[one]] as const), ['matching', t().terms.fund.matching]], 20, 24)
  rows.forEach(({ name, type, money }, index) => {
    const y = top + index * height
    marks.push(words(fitted(name, LEFT - 16), 20, y + 15, 'strong'), words(type, 20, y + 34, 'quiet'))
    let x = LEFT + 20
    for (const one of CATEGORIES) {
      const width = lengthOf(money.byCategory[one], longest, long)
      marks.push(area(one, x, y, width, 22))
      x += width
    }
    marks.push(words(thousands(spent(money)), x + 8, y + 16, 'strong'))
    const matching = lengthOf(money.matching, longest, long)
    marks.push(area('matching', LEFT + 20, y + 24, matching, 12))
    marks.push(words(t().common.aside(thousands(money.matching), shareOf(money)), LEFT + 28 + matching, y + 35, 'quiet'))
  })
  const end = top + rows.length * height
  marks.push(line('axis', LEFT + 20, top - 6, LEFT + 20, end - 12))
  return {
    title: w.sideBySide.title,
    note: w.inThousands,
    drawing: { width: WIDTH, height: end, marks },
    table: {
      head: [w.proposal, w.type, ...CATEGORIES.map((one) => t().terms.category[one]), w.spent, t().terms.fund.matching, w.matchingShare],
      rows: rows.map(({ name, type, money }) => [
        name,
        type,
        ...CATEGORIES.map((one) => grouped(money.byCategory[one])),
        grouped(spent(money)),
        grouped(money.matching),
        shareOf(money),
      ]),
    },
  }
}

/** Each year's grant under the ceilings of all who ask, and matching over its floors. */
export function againstCeilings(workspace: Workspace, findings: readonly Finding[]): Shown | null {
  const w = t().pictures
  const years = byYear(workspace, findings)
  const longest = most(years.flatMap(({ money, ceiling, floor }) => [money.grant, ceiling ?? ZERO, money.matching, floor ?? ZERO]))
  if (longest === ZERO) return null
  const [height, top] = [62, 20]
  const left = 190
  const marks: Mark[] = []
  const bars = years.flatMap(({ year, money, ceiling, floor }, index) => {
    const y = top + index * height
    marks.push(words(t().common.year(year), 20, y + 16, 'strong'))
    const over = ceiling === null || compare(money.grant, ceiling) <= 0 ? null : grouped(minus(money.grant, ceiling))
    const short = floor === null || compare(money.matching, floor) >= 0 ? null : grouped(minus(floor, money.matching))
    return [
      { of: 'grant', amount: money.grant, limit: ceiling, y, broken: over !== null, said: ceiling === null ? w.noCeiling : w.ceiling(thousands(ceiling), over) },
      { of: 'matching', amount: money.matching, limit: floor, y: y + 27, broken: short !== null, said: floor === null ? '' : w.floor(thousands(floor), short) },
    ] as const
  })
  // What is said behind the bars has its room in either language.
  const long = WIDTH - left - 44 - Math.max(...bars.map(({ amount, said }) => widthOf(thousands(amount)) + widthOf(said)))
  for (const { of, amount, limit, y, broken, said } of bars) {
    const width = lengthOf(amount, longest, long)
    marks.push(words(t().terms.fund[of], left - 10, y + 15, 'quiet', 'end'), area('ground', left, y, long, 20), area(broken ? 'over' : of, left, y, width, 20))
    if (limit !== null) {
      const x = left + lengthOf(limit, longest, long)
      marks.push(line('limit', x, y - 3, x, y + 23))
    }
    marks.push(words(thousands(amount), left + long + 12, y + 15, 'strong'), words(said, left + long + 24 + widthOf(thousands(amount)), y + 15, broken ? 'over' : 'quiet'))
  }
  return {
    title: w.ceilings.title,
    note: `${w.inThousands}　${w.ceilings.note}`,
    drawing: { width: WIDTH, height: top + years.length * height, marks },
    table: {
      head: [w.year, t().terms.fund.grant, w.ceilings.ceiling, t().terms.fund.matching, w.ceilings.floor],
      rows: years.map(({ year, money, ceiling, floor }) => [
        t().common.year(year),
        grouped(money.grant),
        ceiling === null ? w.noCeiling : grouped(ceiling),
        grouped(money.matching),
        floor === null ? '—' : grouped(floor),
      ]),
    },
  }
}

/** What the lines paid from the grant come to. */
function spent(money: Money): Decimal {
  return total(CATEGORIES.map((one) => money.byCategory[one]))
}

/** Matching beside it, in per cent. */
function shareOf(money: Money): string {
  return percent(money.matching, spent(money)) ?? '—'
}
