import { createContext, tick } from 'svelte'
import { Desk } from './desk.svelte'
import { mark, reveal } from './fields'
import { Passphrases } from './exchange/passphrases.svelte'
import { failureOf, part, type Chosen, type Host } from './host/host'
import type { Clause, EditionInfo, Failure, FieldPath, Finding, Request, SeasonCard, Settings, View, Welcome } from './host/protocol'
import { chooseLanguage, saying, t } from './i18n/index.svelte'
import { isOpen, levelOf } from './standing'
import { placeOf, placeOfFinding, Route, type Place } from './route.svelte'

const NONE: readonly Finding[] = []

/** What every view reaches: the open season, where the window is, the library and the settings. */
export class App {
  readonly host: Host
  readonly desk: Desk
  readonly route = new Route()
  readonly passphrases: Passphrases

  welcome = $state.raw<Welcome | null>(null)
  settings = $state.raw<Settings>({ author: '', language: 'zh-TW', theme: '' })
  seasons = $state.raw<SeasonCard[]>([])
  failure = $state.raw<Failure | null>(null)
  /** The clause book of the open season's edition. */
  clauses = $state.raw<Clause[]>([])
  /** The rule whose text is open beside the form. */
  clause = $state.raw<string | null>(null)
  /** The finding that was jumped to last. */
  current = $state.raw<Finding | null>(null)
  /** The budget year whose ways out were asked for, until its sheet shows them. */
  wayOut = $state.raw<{ scope: string; year: number } | null>(null)
  /** The sheet of all keys is open. */
  showsKeys = $state(false)
  /** The present state is being given a name. */
  naming = $state(false)
  /** The place in the season where the cursor stands; the preview follows it. */
  cursor = $state.raw<FieldPath | null>(null)
  /** Told to screen readers. */
  said = $state('')

  constructor(host: Host) {
    this.host = host
    this.desk = new Desk(host)
    this.passphrases = new Passphrases(host)
  }

  #byTarget = $derived.by(() => {
    const found = new Map<string, Finding[]>()
    for (const finding of this.desk.findings) {
      if (!isOpen(finding) && levelOf(finding) !== 'reminder') continue
      for (const at of finding.targets) found.set(at, [...(found.get(at) ?? []), finding])
    }
    return found
  })

  /** The edition of the open season, where this program knows it. */
  get edition(): EditionInfo | undefined {
    return this.welcome?.editions.find((e) => e.id === this.desk.workspace?.edition)
  }

  /** Whether the season holds a 校務支持規劃方案, or its edition asks for one. */
  get knowsSupportPlan(): boolean {
    return this.desk.workspace?.support_plan != null || this.edition?.support_plan === true
  }

  /** Whether the chapter that is shown was not handed out to be changed: it is there to be read. */
  get readOnly(): boolean {
    const part = this.desk.view?.part
    const here = this.route.here
    if (!part || here.page !== 'proposal') return false
    return part.purpose === 'review' || !part.may_edit.includes(here.chapter)
  }

  /** What is open at exactly this place. */
  findingsAt(at: string): readonly Finding[] {
    return this.#byTarget.get(at) ?? NONE
  }

  async start(): Promise<void> {
    await this.try(async () => {
      this.#welcomed(part(await this.host.call('hello'), 'welcome'))
      if (this.welcome?.seasons === 0) this.show(part(await this.host.call('practice'), 'opened'))
      else await this.list()
    })
  }

  async list(): Promise<void> {
    this.seasons = part(await this.host.call('library'), 'library')
  }

  /** Whatever fails on the way is told, and nothing else happens. */
  async try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return undefined
    }
  }

  async open(request: Extract<Request, object> | 'practice'): Promise<boolean> {
    const opened = await this.try(async () => part(await this.host.call(request), 'opened'))
    if (opened) this.show(opened)
    return opened !== undefined
  }

  /** A season's file, or a part, becomes a season of this library. */
  async importSeason(file: Chosen): Promise<void> {
    const opened = await this.try(() =>
      this.passphrases.with(file, async ({ ticket }) => part(await this.host.call({ import_season: { ticket } }), 'opened')),
    )
    if (opened) this.show(opened)
  }

  show(view: View): void {
    this.desk.show(view)
    this.route.reset()
    // A part begins where its holder works.
    if (view.part?.purpose === 'review') this.route.here = { page: 'figures', id: view.part.proposal }
    else if (view.part) this.route.here = { page: 'proposal', id: view.part.proposal, chapter: view.part.may_edit[0] ?? 'budget' }
    this.current = null
    this.clause = null
    void this.try(async () => {
      this.clauses = part(await this.host.call({ clauses: { edition: view.workspace.edition } }), 'clauses')
    })
  }

  /** Back to the list of seasons, once everything is durable. */
  async leave(): Promise<void> {
    await this.desk.settled()
    this.desk.close()
    await this.try(() => this.list())
  }

  async keep(settings: Settings): Promise<void> {
    const before = this.settings
    // What was chosen is shown at once, and the old only if it could not be kept.
    this.settings = settings
    const kept = await this.try(async () => part(await this.host.call({ set_settings: settings }), 'welcome'))
    if (kept) this.#welcomed(kept)
    else this.settings = before
    // What checks say was said in the other language.
    if (this.settings.language !== before.language && this.desk.view) await this.desk.reopen({ open: { season: this.desk.season } })
  }

  /** Goes to a page; its heading takes the focus, so that a screen reader says where one is. */
  go = (place: Place): void => {
    this.route.go(place)
    void tick().then(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }))
  }

  /** Goes to the place in the season and focuses it. */
  async goTo(at: string): Promise<HTMLElement | null> {
    const place = placeOf(at)
    // What is no longer there (its making was undone) is seen missing in the overview.
    const gone = place.page === 'proposal' && !this.desk.workspace?.proposals.some((p) => p.id === place.id)
    this.route.go(gone ? { page: 'overview' } : place)
    return reveal(at)
  }

  async jump(finding: Finding): Promise<void> {
    this.current = finding
    const { place, at } = placeOfFinding(finding)
    this.route.go(place)
    if (at === null || !(await reveal(at))) {
      document.querySelector<HTMLElement>('main h1')?.focus()
    }
    this.said = finding.message
  }

  async travel(way: 'undo' | 'redo'): Promise<void> {
    const label = this.desk.steps[way]
    const at = await this.desk[way]()
    if (at === null || label === null) {
      if (label === null) this.said = way === 'undo' ? t().shell.nothingToUndo : t().shell.nothingToRedo
      return
    }
    const changed = await this.goTo(at)
    if (changed) mark(changed)
    this.said = t().shell.travelled[way](saying(label))
  }

  #welcomed(welcome: Welcome): void {
    this.welcome = welcome
    this.settings = welcome.settings
    chooseLanguage(welcome.settings.language)
    dress(welcome.settings.theme)
  }
}

/** The theme onto the document: the chosen one, or the system's, followed as it changes. */
function dress(theme: string): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const follow = () => {
    document.documentElement.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light'
  }
  dark.onchange = follow
  follow()
}

export const [useApp, setApp] = createContext<App>()
