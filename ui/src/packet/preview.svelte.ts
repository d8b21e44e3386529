import type { App } from '../app.svelte'
import { failureOf, part } from '../host/host'
import type { PageShown } from '../host/protocol'

/** Keystrokes settle for this long before a page is asked for. */
const SETTLE = 120

/** What is to be seen. */
export interface Wish {
  season: string
  revision: number
  scope: string | null
  /** Where the cursor stands. */
  place: string | null
  /** In pixels of the screen. */
  width: number
}

/**
 * The page beside the form: it follows the cursor until a person turns pages, and then again once the cursor moves.
 *
 * **The newest wish wins**: an older answer is dropped, and the desk gives up what it was setting for it.
 */
export class PreviewPage {
  readonly #app: App
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #followed: string | null = null
  #wish: Wish | null = null
  /** The page that a person chose; `null` = the cursor's. */
  #chosen: number | null = null

  shown = $state.raw<PageShown | null>(null)
  isSetting = $state(false)
  problem = $state('')

  constructor(app: App) {
    this.#app = app
  }

  /** Something changed that the page may show. */
  want(wish: Wish): void {
    if (wish.place !== this.#followed) this.#chosen = null
    if (this.#wish && (wish.scope !== this.#wish.scope || wish.season !== this.#wish.season)) this.#chosen = null
    this.#followed = wish.place
    this.#wish = wish
    this.#later(SETTLE)
  }

  /** A person turns to a page. */
  turn(page: number): void {
    const pages = this.shown?.pages ?? 1
    this.#chosen = Math.min(Math.max(1, page), pages)
    this.#later(0)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#asked += 1
  }

  #later(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), wait)
  }

  async #ask(): Promise<void> {
    const wish = this.#wish
    if (!wish) return
    const asked = ++this.#asked
    this.isSetting = true
    try {
      const answer = await this.#app.host.call({
        preview: {
          season: wish.season,
          scope: wish.scope,
          place: this.#chosen === null ? wish.place : null,
          page: this.#chosen ?? this.shown?.page ?? null,
          width: wish.width,
        },
      })
      if (asked !== this.#asked) return
      this.shown = part(answer, 'page_shown')
      this.problem = ''
    } catch (thrown) {
      const failure = failureOf(thrown)
      // Given up for a newer wish, which brings its own page.
      if (asked !== this.#asked || failure.code === 'cancelled') return
      this.shown = null
      this.problem = failure.message
    } finally {
      if (asked === this.#asked) this.isSetting = false
    }
  }
}

const KEY = 'usr-desk.preview'

/** Whether the preview was open when the window was closed. A window without storage forgets. */
export function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'open'
  } catch {
    return false
  }
}

export function remember(open: boolean): void {
  try {
    if (open) localStorage.setItem(KEY, 'open')
    else localStorage.removeItem(KEY)
  } catch {
    // Nothing is lost but the habit.
  }
}
