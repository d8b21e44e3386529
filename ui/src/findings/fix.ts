import type { Finding } from '../host/protocol'
import { path } from '../path'
import { ownPlace } from '../route.svelte'

/** The one thing that settles a finding, and where it is done; `at: null` = at the finding's own place. */
export interface Fix {
  word: 'reason' | 'confirm' | 'approval' | 'fill' | 'go'
  at: string | null
}

/** Rules that set a limit in dollars to a budget year: for these amounts can be worked out that keep it. */
const IN_DOLLARS: readonly string[] = [
  'annual-grant-ceiling',
  'support-plan-ceiling',
  'personnel-share',
  'foreign-travel-share',
  'matching-fund',
  'municipal-grant-share',
  'budget-grant-total',
]

/** The budget year whose amounts could be changed so that this is settled; `null` where dollars settle nothing. */
export function wayOutOf(finding: Finding): { scope: string; year: number } | null {
  const { outcome, proposal, rule, year } = finding
  const broken = outcome === 'violation' || outcome === 'over_principle'
  return broken && proposal !== null && year !== null && IN_DOLLARS.includes(rule) ? { scope: proposal, year } : null
}

export function fixOf(finding: Finding): Fix | null {
  const { outcome, proposal, rule, year } = finding
  const inProposal = proposal !== null && proposal !== 'support_plan'
  if (outcome === 'over_principle' && inProposal && year !== null) {
    return { word: 'reason', at: path('proposals', proposal, 'justifications', rule, year) }
  }
  if (outcome === 'needs_confirmation' && finding.targets.length === 0) {
    return { word: 'confirm', at: inProposal ? path('proposals', proposal, 'confirmations', rule) : path('confirmations', rule) }
  }
  if (outcome === 'needs_confirmation' && finding.targets.some((at) => at.includes('/confirmations'))) {
    const at = finding.targets.find((target) => target.includes('/confirmations'))
    return { word: 'confirm', at: at === undefined ? null : ownPlace(finding, at) }
  }
  if (outcome === 'needs_approval') return { word: 'approval', at: null }
  if (outcome === 'undetermined') return { word: 'fill', at: null }
  return outcome === 'pass' || outcome === 'justified' || outcome === 'reminder' ? null : { word: 'go', at: null }
}
