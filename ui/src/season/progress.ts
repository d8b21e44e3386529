import type { Finding, Proposal, Workspace } from '../host/protocol'
import { CHAPTERS, concerning, type Chapter, type Place } from '../route.svelte'
import { isOpen, keepsDraft, levelOf } from '../standing'

/** How far a chapter has come: never a bare percentage. */
export type State = 'done' | 'started' | 'untouched' | 'violation' | 'later'

/** The state of every chapter of a proposal. */
export function progressOf(proposal: Proposal, findings: readonly Finding[]): Record<Chapter, State> {
  const own = findings.filter((f) => f.proposal === proposal.id)
  const states = {} as Record<Chapter, State>
  for (const chapter of CHAPTERS) {
    states[chapter] = stateOf({ page: 'proposal', id: proposal.id, chapter }, own, isTouched(proposal, chapter))
  }
  const others = CHAPTERS.filter((c) => c !== 'review')
  if (states.review !== 'violation') {
    const ready = others.every((c) => states[c] === 'done')
    states.review = ready && !own.some(keepsDraft) ? 'done' : others.some((c) => states[c] === 'untouched') ? 'later' : 'started'
  }
  return states
}

/** A proposal with nothing that keeps it a draft. */
export function isReady(proposal: Proposal, findings: readonly Finding[]): boolean {
  return !findings.some((f) => f.proposal === proposal.id && keepsDraft(f))
}

/** The states of the school's own pages. */
export function schoolProgress(workspace: Workspace | null, findings: readonly Finding[]) {
  const plan = workspace?.support_plan
  const has = (...texts: (string | null | undefined)[]) => texts.some((text) => !!text?.trim())
  const at = (page: Exclude<Place['page'], 'proposal' | 'import' | 'import-records' | 'figures' | 'calendar'>, touched: boolean) => stateOf({ page }, findings, touched)
  return {
    school: at('school', has(workspace?.school.name, workspace?.call.deadline)),
    people: at('people', (workspace?.people.length ?? 0) > 0),
    support: at('support', has(plan?.sections.operations, plan?.sections.hub, plan?.sections.evaluation)),
    supportBudget: at('support-budget', (plan?.budget ?? []).some((year) => year.lines.length > 0)),
    review: at('school-review', Object.keys(workspace?.confirmations ?? {}).length > 0 || (workspace?.attachments ?? []).length > 0),
  }
}

function stateOf(place: Place, findings: readonly Finding[], touched: boolean): State {
  const here = concerning(findings, place)
  if (here.some((f) => levelOf(f) === 'violation')) return 'violation'
  if (!touched) return 'untouched'
  return here.some(isOpen) ? 'started' : 'done'
}

function isTouched(proposal: Proposal, chapter: Chapter): boolean {
  switch (chapter) {
    case 'basics':
      return !!proposal.title?.trim() || proposal.type !== null
    case 'team':
      return proposal.team.length > 0
    case 'experience':
      return proposal.past_projects.length > 0
    case 'content':
      return proposal.sections.some((s) => !!s.text?.trim())
    case 'indicators':
      return proposal.indicators.length > 0 || proposal.sdgs.length > 0
    case 'cooperation':
      return (proposal.sites?.length ?? 0) + proposal.agreements.length + proposal.events.length + proposal.partners.length + proposal.attachments.length > 0
    case 'budget':
      return proposal.budget.some((year) => year.lines.length > 0 || year.grant_requested !== null)
    case 'review':
      return Object.keys(proposal.confirmations).length > 0
  }
}
