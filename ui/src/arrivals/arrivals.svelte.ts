import type { App } from '../app.svelte'
import { part, type Chosen } from '../host/host'
import type { ArrivedKind } from '../host/protocol'
import { path } from '../path'
import { flushDrafts } from '../shared/draft.svelte'
import { stage, type Waits } from '../shared/staged.svelte'

/** A file that came from outside: dropped on the window, double-clicked, handed over by a second start. */
export interface Arrival {
  file: Chosen
  what: ArrivedKind
}

/**
 * Files from outside, one conversation after the other. **What a file is, the desk says**; where only one thing can be
 * meant the window goes there at once, else it asks. Nothing is changed by a file's mere coming.
 */
export class Arrivals {
  readonly #app: App
  queue = $state.raw<Arrival[]>([])

  constructor(app: App) {
    this.#app = app
  }

  get first(): Arrival | undefined {
    return this.queue[0]
  }

  /** Several papers that came together are attached together. */
  get together(): Arrival[] {
    return this.first?.what === 'attachment' ? this.queue.filter((one) => one.what === 'attachment') : this.queue.slice(0, 1)
  }

  async dropped(files: readonly File[]): Promise<void> {
    const { host } = this.#app
    for (const file of files) {
      const chosen = await this.#app.try(async () => host.stage(file.name, new Uint8Array(await file.arrayBuffer())))
      if (chosen) await this.came(chosen)
    }
  }

  async came(file: Chosen): Promise<void> {
    const { host, passphrases } = this.#app
    const arrival = await this.#app.try(() =>
      passphrases.with(file, async (open) => ({ file: open, what: part(await host.call({ identify: { ticket: open.ticket } }), 'identified').what })),
    )
    if (!arrival) return
    this.queue = [...this.queue, arrival]
    await this.#onward()
  }

  /** Another season was opened, another page shown: what could not go anywhere before may now. */
  async #onward(): Promise<void> {
    const first = this.first
    if (!first || !this.#app.desk.view) return
    if (first.what === 'budget') await this.toImport()
    else if (first.what === 'bulletin') await this.toBulletin()
  }

  async toImport(): Promise<void> {
    const here = this.#app.route.here
    const part = this.#app.desk.view?.part
    const into = part?.proposal ?? (here.page === 'proposal' ? here.id : here.page === 'support' || here.page === 'support-budget' ? 'support_plan' : null)
    this.#hand('import')
    this.#app.go({ page: 'import', into: here.page === 'import' ? here.into : into })
  }

  async toBulletin(): Promise<void> {
    this.#hand('bulletin')
    this.#app.go({ page: 'calendar', tab: 'bulletin' })
  }

  /** As the chapter that is shown, or the first one of that proposal. */
  toChapter(proposal: string): void {
    this.#hand('word')
    const here = this.#app.route.here
    if (here.page !== 'proposal' || here.id !== proposal || here.chapter !== 'content') this.#app.go({ page: 'proposal', id: proposal, chapter: 'content' })
  }

  /** As attachments (附件) of a proposal or of the school: a step each. */
  async attach(proposal: string | null): Promise<void> {
    const { desk } = this.#app
    const files = this.together
    flushDrafts()
    for (const { file } of files) {
      await desk.settled()
      const done = await desk.reopen({ attach: { season: desk.season, base: desk.revision, proposal, kind: '', title: '', ticket: file.ticket } })
      if (!done) break
    }
    this.queue = this.queue.filter((one) => !files.includes(one))
    const list = proposal === null ? path('attachments') : path('proposals', proposal, 'attachments')
    const last = (desk.at(list) as { id: string }[] | undefined)?.at(-1)
    await this.#app.goTo(last ? `${list}${path(last.id, 'title')}` : list)
  }

  /** Opens a season of the library; what waits for one goes on from there. */
  async openSeason(season: string): Promise<void> {
    if (await this.#app.open({ open: { season } })) await this.#onward()
  }

  /** A whole season, or a part for its holder, becomes a season of this library. */
  async importSeason(): Promise<void> {
    const first = this.#take()
    if (!first) return
    flushDrafts()
    await this.#app.desk.settled()
    await this.#app.importSeason(first.file)
  }

  /** The part that came back goes into the season that handed it out. */
  async mergeInto(season: string): Promise<void> {
    flushDrafts()
    await this.#app.desk.settled()
    if (this.#app.desk.season !== season && !(await this.#app.open({ open: { season } }))) return
    this.#hand('merge')
    this.#app.go({ page: 'exchange' })
  }

  /** The part was opened here before: its season, where its holder works. */
  async goOn(season: string): Promise<void> {
    this.#take()
    flushDrafts()
    await this.#app.desk.settled()
    if (this.#app.desk.season !== season) await this.#app.open({ open: { season } })
  }

  dismiss(): void {
    const gone = this.together
    this.queue = this.queue.filter((one) => !gone.includes(one))
  }

  #take(): Arrival | undefined {
    const [first, ...rest] = this.queue
    this.queue = rest
    return first
  }

  #hand(to: Waits): void {
    const first = this.#take()
    if (first) stage(to, first.file)
  }
}
