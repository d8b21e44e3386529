import { below, path, segments } from './path'
import type { FieldPath, Finding } from './host/protocol'

/** The chapters of a proposal, in the order in which they are filled in. */
export const CHAPTERS = ['basics', 'team', 'experience', 'content', 'indicators', 'cooperation', 'budget', 'review'] as const
export type Chapter = (typeof CHAPTERS)[number]

/** The pages of activities and dates. */
export const CALENDAR_TABS = ['timeline', 'bulletin', 'activities', 'dates', 'notice'] as const
export type CalendarTab = (typeof CALENDAR_TABS)[number]

export type Place =
  | { page: 'overview' | 'school' | 'people' | 'support' | 'support-budget' | 'school-review' | 'history' | 'settings' | 'clauses' | 'manual' | 'exchange' | 'comments' | 'pictures' | 'tour' | 'setup' | 'submissions' }
  | { page: 'proposal'; id: string; chapter: Chapter }
  | { page: 'figures'; id: string }
  | { page: 'calendar'; tab: CalendarTab }
  | { page: 'import'; into: string | null }
  /** People, or the indicators of a proposal. */
  | { page: 'import-records'; into: string | null }

/** Where the window is within the open season, with its way back. */
export class Route {
  #past: Place[] = []
  #future: Place[] = []
  here = $state.raw<Place>({ page: 'overview' })

  go = (place: Place): void => {
    if (same(place, this.here)) return
    this.#past.push(this.here)
    this.#future = []
    this.here = place
  }

  back = (): void => {
    const place = this.#past.pop()
    if (!place) return
    this.#future.push(this.here)
    this.here = place
  }

  forward = (): void => {
    const place = this.#future.pop()
    if (!place) return
    this.#past.push(this.here)
    this.here = place
  }

  reset(): void {
    this.#past = []
    this.#future = []
    this.here = { page: 'overview' }
  }
}

export function same(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

const CHAPTER_OF: Record<string, Chapter> = {
  team: 'team',
  past_projects: 'experience',
  sections: 'content',
  indicators: 'indicators',
  sdgs: 'indicators',
  agreements: 'cooperation',
  events: 'cooperation',
  partners: 'cooperation',
  sites: 'cooperation',
  attachments: 'cooperation',
  budget: 'budget',
  justifications: 'review',
  confirmations: 'review',
}

/** The page that shows a place of the season. */
export function placeOf(at: FieldPath): Place {
  const [part, id, field] = segments(at)
  switch (part) {
    case 'proposals':
      return id === undefined ? { page: 'overview' } : { page: 'proposal', id, chapter: CHAPTER_OF[field ?? ''] ?? 'basics' }
    case 'support_plan':
      return { page: id === 'budget' ? 'support-budget' : 'support' }
    case 'comments':
      return { page: 'comments' }
    case 'setup':
      return { page: 'setup' }
    case 'people':
    case 'same_people':
      return { page: 'people' }
    case 'activities':
      return { page: 'calendar', tab: 'activities' }
    case 'milestones':
    case 'holidays':
    case 'make_up_days':
      return { page: 'calendar', tab: 'dates' }
    case 'confirmations':
    case 'checklist':
    case 'attachments':
      return { page: 'school-review' }
    case 'school':
    case 'call':
    case 'edition':
    case 'cycle':
      return { page: 'school' }
    default:
      return { page: 'overview' }
  }
}

const PLACE_OF: Partial<Record<Chapter, string>> = { team: 'team', experience: 'past_projects', content: 'sections', indicators: 'indicators', cooperation: 'agreements', budget: 'budget', review: 'confirmations' }

/** The place of the season that a page shows, as far as it is one place. */
export function shownOn(place: Place): FieldPath | null {
  switch (place.page) {
    case 'proposal': {
      const below = PLACE_OF[place.chapter]
      return below === undefined ? path('proposals', place.id) : path('proposals', place.id, below)
    }
    case 'support':
      return path('support_plan', 'sections')
    case 'support-budget':
      return path('support_plan', 'budget')
    default:
      return null
  }
}

/** Where a finding is settled: its first target, else the page of its scope. */
export function placeOfFinding(finding: Finding): { place: Place; at: FieldPath | null } {
  const first = finding.targets[0]
  if (first !== undefined) {
    const at = ownPlace(finding, first)
    return { place: placeOf(at), at }
  }
  if (finding.proposal === 'support_plan') return { place: { page: 'support' }, at: null }
  if (finding.proposal !== null) return { place: { page: 'proposal', id: finding.proposal, chapter: 'review' }, at: null }
  return { place: { page: 'school-review' }, at: path('confirmations', finding.rule) }
}

/** Where exactly: a rule names the confirmations as a whole, and means its own. */
export function ownPlace(finding: Finding, at: FieldPath): FieldPath {
  return at.endsWith('/confirmations') ? below(at, finding.rule) : at
}

/** Those findings that concern what a page shows. */
export function concerning(findings: readonly Finding[], place: Place): Finding[] {
  const page = JSON.stringify(place)
  return findings.filter((finding) => pagesOf(finding).has(page))
}

// A finding may speak of hundreds of budget lines, and is asked about by every chapter after every edit.
const found = new WeakMap<Finding, ReadonlySet<string>>()

function pagesOf(finding: Finding): ReadonlySet<string> {
  const known = found.get(finding)
  if (known) return known
  // The page depends on the first three segments: the part, its id, the field.
  const heads = new Set(finding.targets.map((at) => at.split('/', 4).join('/')))
  const places = finding.targets.length === 0 ? [placeOfFinding(finding).place] : [...heads].map(placeOf)
  const pages = new Set(places.map((place) => JSON.stringify(place)))
  found.set(finding, pages)
  return pages
}
