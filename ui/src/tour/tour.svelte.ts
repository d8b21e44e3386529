import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { Finding, Planted } from '../host/protocol'
import { isOpen } from '../standing'

/** How much is told of a fault: nothing yet, what is wrong, what the clause says, the whole way out. */
export type Depth = 0 | 1 | 2 | 3

/**
 * The tour of the practice season: the planted faults, and how far one has come.
 *
 * **Progress is read from the findings**, so that undo, a restart and another window all tell the same; only how much
 * was told is kept here.
 */
export class Tour {
  readonly #app: App
  #asked = ''
  faults = $state.raw<Planted[]>([])
  told = $state.raw<Record<string, Depth>>({})

  constructor(app: App) {
    this.#app = app
  }

  /** Whether there is a tour to take: the open season is the one for practice. */
  get here(): boolean {
    return this.#app.desk.view?.season.practice === true && !this.#app.desk.view.part
  }

  get left(): boolean {
    return this.#app.settings.tour_left === true
  }

  get settled(): number {
    return this.faults.filter((fault) => !this.findingOf(fault)).length
  }

  /** The first that still stands. */
  get next(): Planted | undefined {
    return this.faults.find((fault) => this.findingOf(fault))
  }

  /** What the clauses say of it now; `undefined` = it is settled. */
  findingOf(fault: Planted): Finding | undefined {
    return this.#app.desk.findings.find((f) => f.rule === fault.rule && f.proposal === fault.proposal && f.year === fault.year && isOpen(f))
  }

  depthOf(fault: Planted): Depth {
    return this.told[fault.rule] ?? 0
  }

  tell(fault: Planted, depth: Depth): void {
    this.told = { ...this.told, [fault.rule]: depth }
  }

  /** Once a language: the hints are told in it. */
  async load(): Promise<void> {
    const language = this.#app.settings.language
    if (this.#asked === language) return
    this.#asked = language
    const faults = await this.#app.try(async () => part(await this.#app.host.call('tour'), 'tour'))
    if (faults) this.faults = faults
    else this.#asked = ''
  }

  /** Makes what the full way says, as one step. */
  cure(fault: Planted): void {
    this.#app.desk.edit(fault.cure)
  }

  async leave(): Promise<void> {
    await this.#app.keep({ ...this.#app.settings, tour_left: true })
  }

  async resume(): Promise<void> {
    await this.#app.keep({ ...this.#app.settings, tour_left: false })
  }

  /** A new practice season; the one that was worked on stays among the deleted ones. */
  async restart(): Promise<void> {
    await this.#app.desk.settled()
    await this.#app.try(async () => void (await this.#app.host.call({ delete: { season: this.#app.desk.season } })))
    if (!(await this.#app.open('practice'))) return
    this.told = {}
    await this.resume()
    this.#app.go({ page: 'tour' })
  }
}

const tours = new WeakMap<App, Tour>()

/** The one tour of this window. */
export function tourOf(app: App): Tour {
  const tour = tours.get(app) ?? new Tour(app)
  tours.set(app, tour)
  return tour
}
