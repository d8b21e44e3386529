/** Asks for ways out and limits, and reads whole dollars as people type them. */

import { part, type Host } from '../host/host'
import type { BudgetProposal, LimitIf, Matching } from '../host/protocol'
import { readMoney } from '../money'

/** Which budget year is asked about. */
export interface Asked {
  season: string
  /** A proposal's id, or `support_plan`. */
  scope: string
  year: number
}

export async function planWayOut(host: Host, asked: Asked): Promise<BudgetProposal> {
  return part(await host.call({ plan_way_out: { ...asked } }), 'budget_planned')
}

export async function planRescale(host: Host, asked: Asked, approved: number, matching: Matching): Promise<BudgetProposal> {
  return part(await host.call({ plan_rescale: { ...asked, approved, matching } }), 'budget_planned')
}

export async function limitsIf(host: Host, asked: Asked, grant: number): Promise<LimitIf[]> {
  return part(await host.call({ limits_if: { ...asked, grant } }), 'limits')
}

/** Whole dollars that are not negative; `null` where the text is anything else. */
export function wholeDollars(text: string): number | null {
  const reading = readMoney(text)
  if (reading.kind !== 'number' || !/^\d+$/.test(reading.value)) return null
  const dollars = Number(reading.value)
  return Number.isSafeInteger(dollars) ? dollars : null
}

/** How far the slider reaches: a tenth beyond the larger of the grant and its ceiling, in round figures. */
export function reach(grant: number, limits: readonly LimitIf[]): number {
  const ceiling = limits.find((limit) => limit.rule.endsWith('-ceiling'))?.limit ?? 0
  return Math.ceil((Math.max(grant, ceiling, 1_000_000) * 1.1) / 100_000) * 100_000
}
