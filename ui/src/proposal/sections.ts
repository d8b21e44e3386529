import type { Proposal, Prose, SectionTitle } from '../host/protocol'

/** A section as the page lists it: asked for by the type, or the office's own. */
export interface Listed {
  key: string
  title: string
  title_en: string
  /** Asked for by the type. */
  required: boolean
  text: string
  /** The same words as they are set; absent = plain. */
  document: Prose | undefined
}

/** What the type asks for, in its order, then whatever else the proposal holds. */
export function listed(proposal: Proposal, asked: readonly SectionTitle[]): Listed[] {
  const held = (key: string) => {
    const section = proposal.sections.find((s) => s.key === key)
    return { text: section?.text ?? '', document: section?.document }
  }
  const required = asked.map((one) => ({ ...one, required: true, ...held(one.key) }))
  const own = proposal.sections
    .filter((s) => !asked.some((one) => one.key === s.key))
    .map((s) => ({ key: s.key, title: s.key, title_en: s.key, required: false, ...held(s.key) }))
  return [...required, ...own]
}
