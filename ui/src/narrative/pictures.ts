import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { Attachment } from '../host/protocol'
import { flushDrafts } from '../shared/draft.svelte'

/** The pictures of a narrative are attachments of its proposal, or of the school. */
export class Pictures {
  readonly #app: App
  readonly #proposal: string | null
  readonly #sources = new Map<string, Promise<string>>()

  constructor(app: App, proposal: string | null) {
    this.#app = app
    this.#proposal = proposal
  }

  get all(): readonly Attachment[] {
    const season = this.#app.desk.workspace
    const own = season?.proposals.find((p) => p.id === this.#proposal)?.attachments ?? []
    return [...own, ...(season?.attachments ?? [])].filter((one) => /\.(png|jpe?g)$/i.test(one.file ?? ''))
  }

  name(id: string): string | null {
    const one = this.all.find((a) => a.id === id)
    return one ? one.title?.trim() || one.file?.split('/').at(-1) || '' : null
  }

  /** As an address that an image shows; asked for once. */
  source(id: string): Promise<string> {
    const file = this.all.find((one) => one.id === id)?.file
    if (!file) return Promise.reject(new Error(`no picture ${id}`))
    let source = this.#sources.get(file)
    if (!source) {
      source = this.#app.host.call({ picture: { season: this.#app.desk.season, file } }).then((answer) => part(answer, 'picture'))
      this.#sources.set(file, source)
    }
    return source
  }

  /** Keeps a picked file as an attachment; answers its id. */
  async attach(ticket: string, kind: string): Promise<string | null> {
    flushDrafts()
    const { desk } = this.#app
    const before = new Set(this.all.map((one) => one.id))
    const done = await desk.reopen(() => ({
      attach: { season: desk.season, base: desk.revision, proposal: this.#proposal, kind, title: '', ticket },
    }))
    return done ? (this.all.find((one) => !before.has(one.id))?.id ?? null) : null
  }
}
