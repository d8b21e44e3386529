import type { App } from '../app.svelte'
import type { Fact, StaleFigure } from '../host/protocol'
import { part } from '../host/host'

/** What the season says of itself, asked for anew after every step while a narrative is on screen. */
export class Figures {
  readonly #app: App
  readonly #scope: string
  #asked = -1
  facts = $state.raw<readonly Fact[]>([])
  stale = $state.raw<readonly StaleFigure[]>([])
  readonly values = $derived(new Map(this.facts.map((fact) => [fact.key, fact.value])))

  constructor(app: App, scope: string) {
    this.#app = app
    this.#scope = scope
  }

  /** Asks for the figures of this revision; an answer that was overtaken is not shown. */
  async ask(revision: number): Promise<void> {
    if (revision === this.#asked) return
    this.#asked = revision
    const answer = await this.#app.try(() => this.#app.host.call({ narrative: { season: this.#app.desk.season, scope: this.#scope } }))
    if (!answer || this.#asked !== revision) return
    const { facts, stale } = part(answer, 'narrative')
    this.facts = facts
    this.stale = stale
  }

  name(key: string, english: boolean): string {
    const fact = this.facts.find((one) => one.key === key)
    return fact ? (english ? fact.name_en : fact.name) : key
  }
}
