import { newId } from '../format'
import type { Proposal, Workspace } from '../host/protocol'

/** A new proposal: its period and the years of its budget as those of the proposals beside it. */
export function blankProposal(workspace: Workspace | null): Proposal {
  const sibling = workspace?.proposals[0]
  const years = sibling?.budget ?? workspace?.support_plan?.budget ?? []
  return {
    id: newId('plan'),
    title: '',
    type: null,
    starts_on: sibling?.starts_on ?? null,
    ends_on: sibling?.ends_on ?? null,
    submit: true,
    topic: null,
    sdgs: [],
    pi_selection_basis: '',
    team: [],
    past_projects: [],
    agreements: [],
    events: [],
    partners: [],
    sections: [],
    indicators: [],
    budget: years.map(({ year }) => ({ year, grant_requested: null, grant_approved: null, lines: [] })),
    attachments: [],
    justifications: {},
    confirmations: {},
  }
}
