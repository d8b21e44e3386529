/** What is typed and not yet an edit. */
const open = new Set<Draft>()

/** Makes edits of everything that is still being typed: before undo, export and leaving. */
export function flushDrafts(): void {
  for (const draft of [...open]) draft.commit()
}

/** Whether the input that has the focus holds something that is not an edit yet: then Ctrl+Z is its own. */
export function isDrafting(): boolean {
  return open.size > 0
}

interface Terms {
  /** The stored value as text. */
  stored: () => string
  /** Makes an edit of the text; `false` = it cannot be read, and stays as it was typed. */
  commit: (text: string) => boolean | void
  /** Milliseconds of rest after which typing settles; absent = only when the field is left. */
  settle?: number
}

/** The text of one field between the first key and the edit that it becomes. */
export class Draft {
  #terms: Terms
  #timer: ReturnType<typeof setTimeout> | undefined
  #text = $state<string | null>(null)
  /** What was typed cannot be read. */
  unreadable = $state(false)

  constructor(terms: Terms) {
    this.#terms = terms
  }

  /** What the input shows. */
  get text(): string {
    return this.#text ?? this.#terms.stored()
  }

  typed = (text: string): void => {
    this.#text = text
    this.unreadable = false
    open.add(this)
    clearTimeout(this.#timer)
    if (this.#terms.settle !== undefined) this.#timer = setTimeout(this.commit, this.#terms.settle)
  }

  /** Something is being composed over this text: what is stored meanwhile does not take its place. */
  held = (text: string): void => {
    this.#text ??= text
    open.add(this)
    clearTimeout(this.#timer)
  }

  commit = (): void => {
    clearTimeout(this.#timer)
    open.delete(this)
    if (this.#text === null) return
    this.unreadable = this.#terms.commit(this.#text) === false
    if (!this.unreadable) this.#text = null
  }

  revert = (): void => {
    clearTimeout(this.#timer)
    open.delete(this)
    this.#text = null
    this.unreadable = false
  }
}
