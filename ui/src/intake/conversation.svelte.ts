import type { App } from '../app.svelte'
import { failureOf, type Chosen } from '../host/host'
import type { Doubt, Failure, Map, RowAnswer, SheetPreview } from '../host/protocol'
import { answered, taken, type Answerable } from './answers'

export const STEPS = ['file', 'sheets', 'columns', 'changes'] as const
export type Step = (typeof STEPS)[number]

/** What every workbook is shown as, whatever it holds. */
export interface Shown {
  sheets: SheetPreview[]
  doubts: Doubt[]
  map: Map
  shape: string | null
  is_remembered: boolean
}

/** What a plan says of itself before it is committed. */
export interface Plan<Changes> {
  id: string
  base: number
  changes: Changes
}

/**
 * An import as a conversation: a file, what it was taken for, what the person says to that, what would change.
 *
 * **Nothing changes before `commit`**, and what is committed is the very plan that was shown.
 */
export abstract class Conversation<Preview extends Shown = Shown, Changes = unknown> {
  protected readonly app: App
  #asked = 0

  step = $state<Step>('file')
  file = $state.raw<Chosen | null>(null)
  map = $state.raw<Map>({})
  preview = $state.raw<Preview | null>(null)
  plan = $state.raw<Plan<Changes> | null>(null)
  doing = $state<'reading' | 'comparing' | 'importing' | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** The sheet that is drawn. */
  shown = $state('')
  /** The doubt that is pointed at. */
  doubt = $state.raw<Doubt | null>(null)

  constructor(app: App) {
    this.app = app
  }

  /** What the file is taken for, with these corrections. */
  protected abstract surveyed(ticket: string, map: Map): Promise<Preview>
  /** What would change. Nothing is written. */
  protected abstract planned(ticket: string, map: Map): Promise<Plan<Changes>>
  /** What a column may be taken for. */
  abstract readonly roles: readonly string[]
  /** How many changes the plan holds, and whether it may be committed. */
  abstract readonly changes: number
  abstract readonly canCommit: boolean
  /** After a commit. */
  protected committed(): Promise<void> {
    return Promise.resolve()
  }
  /** Whether it is known where it goes. */
  protected get hasTarget(): boolean {
    return true
  }

  readonly used = $derived((this.preview?.sheets ?? []).filter((sheet) => sheet.skipped === null))
  readonly sheet = $derived<SheetPreview | null>(
    this.preview?.sheets.find((sheet) => sheet.name === this.shown) ?? this.used[0] ?? this.preview?.sheets[0] ?? null,
  )

  /** Reads a file that was picked, dropped or pasted. */
  async take(file: Chosen): Promise<void> {
    this.file = file
    this.map = {}
    this.plan = null
    this.doubt = null
    this.shown = ''
    if (!(await this.#survey())) return
    // With one sheet there is nothing to choose.
    this.step = (this.preview?.sheets.length ?? 0) > 1 ? 'sheets' : 'columns'
  }

  /** A person corrects what was recognised; the file is read again with that. */
  async correct(change: Partial<Map>): Promise<void> {
    this.map = { ...this.map, ...change }
    const ok = await this.#survey()
    if (ok && this.step === 'changes') await this.compare()
  }

  /** The remembered corrections are forgotten, and the file is read as if it were the first of its kind. */
  async forget(): Promise<void> {
    const shape = this.preview?.shape
    if (!shape) return
    if (!(await this.#ask('reading', async () => void (await this.app.host.call({ forget_layout: { shape } }))))) return
    this.map = {}
    await this.#survey()
  }

  use(sheet: string, use: 'use' | 'skip'): Promise<void> {
    return this.correct({ sheets: { ...this.map.sheets, [sheet]: use } })
  }

  setRole(letters: string, role: string): Promise<void> {
    return this.correct({ columns: { ...this.map.columns, [letters]: role } })
  }

  /** What number cells say, in dollars or as a count; one answer settles all of them. */
  sayCells(places: readonly string[], text: string): Promise<void> {
    return this.correct({ cells: { ...this.map.cells, ...Object.fromEntries(places.map((place) => [place, text])) } })
  }

  /** What whole rows are; a blank part is taken back. */
  sayRows(places: readonly string[], said: Partial<Record<keyof RowAnswer, string | number | null>>): Promise<void> {
    return this.correct({ rows: answered(this.map.rows ?? {}, places, said) })
  }

  /** These doubts were looked at and may stand. */
  check(doubts: readonly Doubt[]): Promise<void> {
    const places = doubts.flatMap((doubt) => (doubt.sheet && doubt.cell ? [`${doubt.sheet}!${doubt.cell}`] : []))
    return this.correct({ checked: [...new Set([...(this.map.checked ?? []), ...places])] })
  }

  /** An answer is taken back: the doubt is there again. */
  takeBack(said: Answerable): Promise<void> {
    return this.correct(taken(this.map, said))
  }

  async compare(): Promise<void> {
    const { file } = this
    if (!file || !this.hasTarget) return
    await this.app.desk.settled()
    await this.#ask('comparing', async () => {
      this.plan = await this.planned(file.ticket, this.map)
      this.step = 'changes'
    })
  }

  /** Commits the plan that was shown, as one undoable step. */
  async commit(): Promise<boolean> {
    const { plan } = this
    if (!plan || !this.canCommit) return false
    let done = false
    await this.#ask('importing', async () => {
      const request = { season: this.app.desk.season, base: plan.base, plan: plan.id }
      const answer = await this.app.host.call({ apply_import: request })
      if (typeof answer === 'object' && 'opened' in answer) this.app.desk.show(answer.opened)
      done = true
      await this.committed()
    })
    // Something else was edited meanwhile: the plan is made again for what stands now, and shown again.
    if (!done && (this.failure as Failure | null)?.code === 'stale') await this.compare()
    return done
  }

  back(): void {
    this.failure = null
    const at = STEPS.indexOf(this.step)
    const skipsSheets = (this.preview?.sheets.length ?? 0) <= 1 && this.step === 'columns'
    this.step = STEPS[Math.max(0, at - (skipsSheets ? 2 : 1))] ?? 'file'
  }

  point(doubt: Doubt): void {
    if (this.used.some((sheet) => sheet.name === doubt.sheet)) this.shown = doubt.sheet ?? ''
    this.doubt = doubt
  }

  #survey(): Promise<boolean> {
    const { file } = this
    if (!file) return Promise.resolve(false)
    return this.#ask('reading', async (isLatest) => {
      const preview = await this.surveyed(file.ticket, this.map)
      if (!isLatest()) return
      this.preview = preview
      // What was remembered from an earlier file is what further corrections are added to.
      this.map = preview.map
    })
  }

  /** One request; a refusal is shown where one is, in the words of the desk. */
  async #ask(doing: 'reading' | 'comparing' | 'importing', work: (isLatest: () => boolean) => Promise<void>): Promise<boolean> {
    const asked = ++this.#asked
    this.doing = doing
    this.failure = null
    try {
      await work(() => asked === this.#asked)
      return true
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return false
    } finally {
      if (asked === this.#asked) this.doing = null
    }
  }
}
