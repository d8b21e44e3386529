import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { OfficeWord } from '../host/protocol'
import { t } from '../i18n/index.svelte'

/** The office's own dictionary, as the library keeps it; every change is kept at once. */
export class Dictionary {
  readonly #app: App
  words = $state.raw<readonly OfficeWord[]>([])
  /** What was corrected by hand in the open season, and could be kept. */
  learned = $state.raw<readonly OfficeWord[]>([])

  constructor(app: App) {
    this.#app = app
  }

  load(): Promise<unknown> {
    return this.#app.try(async () => {
      this.words = part(await this.#app.host.call('dictionary'), 'dictionary')
      await this.#learn()
    })
  }

  keep(words: readonly OfficeWord[]): Promise<unknown> {
    return this.#app.try(async () => {
      this.words = part(await this.#app.host.call({ set_dictionary: { words: [...words] } }), 'dictionary')
      await this.#learn()
    })
  }

  /** A word is put in, or in the place of the one at `index`. */
  put(word: OfficeWord, index: number | null): Promise<unknown> {
    return this.keep(index === null ? [...this.words, word] : this.words.toSpliced(index, 1, word))
  }

  remove(index: number): Promise<unknown> {
    return this.keep(this.words.toSpliced(index, 1))
  }

  bring(): Promise<unknown> {
    return this.#app.try(async () => {
      const chosen = await this.#app.host.pickDictionary()
      if (!chosen) return
      const { words, added, changed } = part(await this.#app.host.call({ import_dictionary: { ticket: chosen.ticket } }), 'dictionary_merged')
      this.words = words
      await this.#learn()
      this.#app.said = t().library.dictionary.brought(added, changed)
    })
  }

  take(): Promise<unknown> {
    return this.#app.try(async () => {
      const chosen = await this.#app.host.saveAs(`${t().library.dictionary.file}.json`, 'dictionary')
      if (!chosen) return
      const saved = part(await this.#app.host.call({ export_dictionary: { ticket: chosen.ticket } }), 'saved')
      await this.#app.host.deliver(chosen)
      this.#app.said = t().library.dictionary.taken(saved.name)
    })
  }

  async #learn(): Promise<void> {
    const { season } = this.#app.desk
    this.learned = season ? part(await this.#app.host.call({ learned_words: { season } }), 'dictionary') : []
  }
}
