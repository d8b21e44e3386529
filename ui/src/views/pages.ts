import type { App } from '../app.svelte'
import type { Proposal } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { CALENDAR_TABS, CHAPTERS, type Place } from '../route.svelte'

/** What a proposal is called on the screen. */
export function titleOf(proposal: Proposal | undefined): string {
  return proposal?.title?.trim() || t().shell.untitled
}

/** The letter that stands for a proposal in narrow places: 甲乙丙丁… or ABCD…, by its place in the school's order. */
export function letterOf(index: number): string {
  return [...t().shell.letters][index] ?? String(index + 1)
}

export function proposalOf(app: App, id: string): Proposal | undefined {
  return app.desk.workspace?.proposals.find((p) => p.id === id)
}

/** Where one is, from the outside in. */
export function crumbs(app: App): string[] {
  const here = app.route.here
  if (here.page === 'proposal') {
    const proposals = app.desk.workspace?.proposals ?? []
    const index = proposals.findIndex((p) => p.id === here.id)
    return [`${letterOf(index)}　${titleOf(proposals[index])}`, t().shell.chapters[here.chapter]]
  }
  return [pageTitle(here)]
}

/** The name of a page of the season. */
export function pageTitle(place: Place): string {
  const words = t().shell
  switch (place.page) {
    case 'overview':
      return words.overview
    case 'school':
      return words.school
    case 'people':
      return words.people
    case 'support':
      return words.support
    case 'support-budget':
      return words.supportBudget
    case 'school-review':
      return words.schoolReview
    case 'history':
      return words.history
    case 'comments':
      return t().comments.title
    case 'figures':
      return t().comments.figures.title
    case 'exchange':
      return t().exchange.title
    case 'setup':
      return t().packet.setup.title
    case 'submissions':
      return t().packet.freeze.title
    case 'settings':
      return words.settings
    case 'clauses':
      return words.clauseBook
    case 'manual':
      return t().manual.title
    case 'pictures':
      return t().pictures.title
    case 'tour':
      return t().tour.title
    case 'calendar':
      return place.tab === 'timeline' ? t().calendar.title : `${t().calendar.title} › ${t().calendar.tabs[place.tab]}`
    case 'import':
      return t().intake.title
    case 'import-records':
      return t().intake.records[place.into === null ? 'people' : 'indicators'].title
    case 'proposal':
      return words.chapters[place.chapter]
  }
}

/** Every page of the open season, with its name, as the palette lists them. */
export function pages(app: App): { place: Place; title: string }[] {
  const school: Place[] = [
    { page: 'overview' },
    { page: 'school' },
    { page: 'people' },
    ...(app.knowsSupportPlan ? [{ page: 'support' } as const, { page: 'support-budget' } as const] : []),
    { page: 'school-review' },
    ...CALENDAR_TABS.map((tab) => ({ page: 'calendar', tab }) as const),
    { page: 'pictures' },
    ...(app.desk.view?.season.practice ? [{ page: 'tour' } as const] : []),
    { page: 'import', into: null },
    { page: 'import-records', into: null },
    { page: 'exchange' },
    { page: 'comments' },
    { page: 'setup' },
    { page: 'submissions' },
    { page: 'history' },
    { page: 'clauses' },
    { page: 'manual' },
    { page: 'settings' },
  ]
  const proposals = (app.desk.workspace?.proposals ?? []).flatMap((proposal, index) =>
    CHAPTERS.map((chapter) => ({
      place: { page: 'proposal', id: proposal.id, chapter } as Place,
      title: `${letterOf(index)}　${titleOf(proposal)} › ${t().shell.chapters[chapter]}`,
    })),
  )
  return [...school.map((place) => ({ place, title: pageTitle(place) })), ...proposals]
}

/** Whether checks and clauses lie beside a page without being asked for: not where it speaks of the whole season, or of none. */
export function hasPanel(place: Place): boolean {
  return !['overview', 'history', 'settings', 'clauses', 'import', 'import-records', 'exchange', 'comments', 'pictures', 'tour', 'setup', 'submissions'].includes(place.page)
}
