/** What every place of the season is called on the screen: the words of its field, its item, its list. */

import type { View, Workspace } from '../host/protocol'
import { chosenLanguage, t } from '../i18n/index.svelte'
import { below, segmentOf, segments } from '../path'

/** A field that can be gone to. */
export interface Named {
  at: string
  title: string
  /** The item that it is of: a person, an agreement, a budget line. */
  item?: string
}

type Words = Record<string, string>

/** By the place with `*` for each item: the label of the very field. Read when asked, so that it follows the language. */
function labels(): Words {
  const { school, basics, contacts, people, team } = t().fields
  const { experience, cooperation, indicators, sites, files, review, content } = t().chapters
  const contact = { duty: contacts.duty, person: contacts.person, name: contacts.name, title: contacts.jobTitle, phone: contacts.phone, email: contacts.email }
  const attachment = { title: files.title, kind: files.kind }
  const confirmation = { by: review.by, on: review.on, basis: review.basis }
  const under = (place: string, words: Words) => Object.fromEntries(Object.entries(words).map(([key, word]) => [`${place}/${key}`, word]))
  const calendar = t().calendar
  return {
    edition: school.edition,
    cycle: school.cycle,
    ...under('call', { deadline: school.deadline, planned_submission: school.planned, effective_on: school.effective, approved_on: school.approved }),
    ...under('school', { name: school.name, ownership: school.ownership, is_open_university: school.openUniversity, under_special_guidance: school.guidance, fiscal_tier: school.fiscalTier, contacts: contacts.title }),
    ...under('school/development_plan', { title: school.planTitle, pages: school.planPages, adopted_on: school.planAdopted }),
    ...under('school/contacts/*', contact),
    people: people.title,
    ...under('people/*', { name: people.name, staff_number: people.staffNumber, email: people.email, affiliation: people.affiliation, department: people.department, title: people.jobTitle, is_teacher: people.isTeacher, executive: people.executive }),
    ...under('people/*/other_school_declaration', { declared: people.declared, on: people.declaredOn }),
    ...under('support_plan/sections', t().terms.supportSection),
    ...under('support_plan/budget/*', { grant_requested: t().budget.requested, grant_approved: t().budget.approved }),
    ...under('proposals/*', { title: basics.name, type: basics.type, topic: basics.topic, starts_on: basics.starts, ends_on: basics.ends, pi_selection_basis: basics.basis, submit: basics.submit, contacts: contacts.title, sdgs: indicators.sdgs }),
    ...under('proposals/*', { team: team.title, past_projects: experience.title, sites: sites.title, partners: cooperation.partners, agreements: cooperation.agreements, events: cooperation.events, attachments: cooperation.attachments, indicators: indicators.list, sections: content.title, justifications: review.justifications, confirmations: review.confirmations }),
    ...under('proposals/*/contacts/*', contact),
    ...under('proposals/*/team/*', { person: team.person, role: team.role }),
    ...under('proposals/*/past_projects/*', { title: experience.name, program: experience.program, evidence: experience.evidence, starts_on: experience.starts, ends_on: experience.ends, person: experience.person, role: experience.role }),
    ...under('proposals/*/agreements/*', { party: cooperation.party, party_kind: cooperation.partyKind, kind: cooperation.kind, country: cooperation.country, signed_on: cooperation.signedOn, expires_on: cooperation.expiresOn, signed_by: cooperation.signedBy, covers_plan: cooperation.coversPlan, document: cooperation.document }),
    ...under('proposals/*/events/*', { title: cooperation.eventTitle, kind: cooperation.eventKind, year: cooperation.year, schools: cooperation.schools }),
    ...under('proposals/*/partners/*', { name: cooperation.partner, kind: cooperation.partnerKind }),
    ...under('proposals/*/sites/*', { name: sites.name, county: sites.county, township: sites.township, note: sites.note }),
    ...under('proposals/*/indicators/*', { name: indicators.name, unit: indicators.unit, baseline: indicators.baseline }),
    ...under('proposals/*/attachments/*', attachment),
    ...under('proposals/*/confirmations/*', confirmation),
    ...under('proposals/*/budget/*', { grant_requested: t().budget.requested, grant_approved: t().chapters.review.approved }),
    ...under('confirmations/*', confirmation),
    checklist: t().chapters.school.checklist,
    ...under('checklist/*', { title: t().chapters.school.itemTitle, attachment_kind: t().chapters.school.itemKind, applies_to: t().chapters.school.appliesTo }),
    attachments: t().chapters.school.attachments,
    ...under('attachments/*', attachment),
    activities: calendar.activities.participants,
    ...under('activities/*', { title: calendar.fields.title, host: calendar.fields.host, kind: calendar.fields.kind, starts_on: calendar.fields.startsOn, ends_on: calendar.fields.endsOn, place: calendar.fields.place, links: calendar.fields.links, schools: calendar.fields.schools, note: calendar.fields.note }),
    milestones: calendar.dates.milestones,
    ...under('milestones/*', { kind: calendar.dates.kind, title: calendar.dates.title, on: calendar.dates.on, done_on: calendar.dates.doneOn, note: calendar.dates.note2 }),
    holidays: calendar.dates.holidays,
  }
}

/** Places that stand for all that is below them, and what they are called. */
function whole(pattern: string, value: Record<string, unknown>, at: string, view: View | null): string | null {
  const name = (key: string) => String(value[key] ?? '').trim()
  if (/^(proposals\/\*|support_plan)\/budget\/\*\/lines\/\*$/.test(pattern)) return [t().common.year(segments(at).at(-3) ?? ''), name('item') || name('category')].filter(Boolean).join('　')
  if (pattern === 'proposals/*/sections/*') return sectionTitle(view, segments(at)[1] ?? '', name('key'))
  if (pattern === 'comments/*') return name('text') || null
  return null
}

function sectionTitle(view: View | null, proposal: string, key: string): string {
  const proposals = view?.workspace.proposals ?? []
  const type = proposals.find((p) => p.id === proposal)?.type
  const found = type ? view?.sections[type]?.find((s) => s.key === key) : undefined
  return (found && (chosenLanguage() === 'en' ? found.title_en : found.title)) || key
}

/** What is never shown as a field: names by which the program tells items apart, and what stands within another. */
const INNER = /(^|\/)(id|format|version|documents|same_people|file|participants|locked|source)$|budget\/\*\/year$/

/** Every field of the season, in the order of its file; `missed` is told what has no name, so that a test can. */
export function fieldsOf(workspace: Workspace, view: View | null, missed: (at: string) => void = () => {}): Named[] {
  const words = labels()
  const found: Named[] = []
  const walk = (value: unknown, at: string, pattern: string, list: string, item: string | undefined) => {
    if (INNER.test(pattern)) return
    const own = pattern === '' ? undefined : words[pattern]
    const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
    const all = object && pattern !== '' ? whole(pattern, object, at, view) : null
    if (all !== null) return void found.push({ at, title: all })
    if (own !== undefined) found.push({ at, title: own, ...(item ? { item } : {}) })
    if (Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)) {
      value.forEach((one, index) => walk(one, below(at, segmentOf(list, value, index)), `${pattern}/*`, '', itemName(one, workspace)))
    } else if (object) {
      for (const [key, inner] of Object.entries(object)) {
        if (pattern === 'proposals/*/justifications' || pattern === 'proposals/*/justifications/*' || pattern === 'proposals/*/indicators/*/targets' || pattern.endsWith('confirmations')) {
          keyed(pattern, key, inner, below(at, key))
        } else walk(inner, below(at, key), pattern === '' ? key : `${pattern}/${key}`, key, item)
      }
    } else if (own === undefined && pattern !== '') missed(at)
  }
  // Maps whose keys are years or rules.
  const keyed = (pattern: string, key: string, value: unknown, at: string) => {
    if (pattern === 'proposals/*/justifications') walk(value, at, `${pattern}/*`, '', undefined)
    else if (pattern === 'proposals/*/justifications/*') found.push({ at, title: t().chapters.review.reason(key) })
    else if (pattern === 'proposals/*/indicators/*/targets') found.push({ at, title: t().chapters.indicators.target(key) })
    else walk(value, at, `${pattern}/*`, '', undefined)
  }
  walk(workspace, '', '', '', undefined)
  return found
}

/** What an item of a list is called. */
function itemName(item: unknown, workspace: Workspace): string | undefined {
  const fields = item as Record<string, unknown>
  const text = (key: string) => (typeof fields[key] === 'string' ? (fields[key] as string).trim() : '')
  const person = workspace.people.find((p) => p.id === text('person'))?.name?.trim() ?? ''
  if (fields['year'] !== undefined && fields['lines'] !== undefined) return t().common.year(String(fields['year']))
  return text('title') || text('name') || text('party') || person || text('duty') || undefined
}
