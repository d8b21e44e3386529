import { applied } from './apply'
import { failureOf, part, type Host } from './host/host'
import type { Edit, Failure, FieldPath, Finding, Names, Request, UndoRedo, View, Workspace } from './host/protocol'
import { valueAt } from './path'

interface Waiting {
  edit: Edit
  typing: boolean
  names: Names | null
}

/**
 * The open season. An edit shows at once and is sent after; one request is in flight, later ones wait in order.
 *
 * **What is shown = what Rust confirmed + the edits that wait.** On `Stale` the season is opened again and the waiting
 * edits are laid over it; an edit that Rust refuses is taken away again, and its reason is told.
 */
export class Desk {
  readonly #host: Host
  #confirmed: Workspace | null = null
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  /** As it was opened; the season itself is in `workspace`. */
  view = $state.raw<View | null>(null)
  /** What the screen shows. */
  workspace = $state.raw<Workspace | null>(null)
  findings = $state.raw<Finding[]>([])
  steps = $state.raw<UndoRedo>({ undo: null, redo: null })
  revision = $state(0)
  savedAt = $state('')
  /** Edits that Rust has not confirmed yet. */
  unsaved = $state(0)
  /** What the dictionary filled in with the newest edit. */
  told = $state.raw<readonly Edit[]>([])
  /** The newest refusal, until it is dismissed. */
  failure = $state.raw<Failure | null>(null)

  constructor(host: Host) {
    this.#host = host
  }

  get season(): string {
    return this.view?.season.id ?? ''
  }

  /** What stands at a place. */
  at(place: FieldPath): unknown {
    return valueAt(this.workspace, place)
  }

  show(view: View): void {
    this.view = view
    this.#confirmed = view.workspace
    this.#waiting = []
    this.unsaved = 0
    this.workspace = view.workspace
    this.#answered(view)
  }

  close(): void {
    this.view = null
    this.workspace = null
    this.#confirmed = null
    this.findings = []
  }

  /** Puts a value at a place. `typing`: joins the step before, if that was the same field's. */
  set(place: FieldPath, value: unknown, typing = false): void {
    if (this.at(place) === value) return
    this.edit({ set: { path: place, value } }, typing)
  }

  add(list: FieldPath, value: unknown, before: string | null = null): void {
    this.edit({ add: { list, value, before } })
  }

  remove(place: FieldPath): void {
    this.edit({ remove: { path: place } })
  }

  move(place: FieldPath, before: string | null): void {
    this.edit({ move: { path: place, before } })
  }

  /** One undoable step. It shows at once; what the dictionary says of `names` in it follows with the answer. */
  edit(edit: Edit, typing = false, names: Names | null = null): void {
    if (!this.workspace) return
    this.workspace = applied(this.workspace, edit)
    const last = this.#waiting.at(-1)
    // What is still waiting and concerns the same field is overtaken; the first in line is under way already.
    if (typing && last && last !== this.#waiting[0] && last.typing && samePlace(last.edit, edit)) last.edit = edit
    else this.#waiting.push({ edit, typing, names })
    this.unsaved = this.#waiting.length
    this.#pump()
  }

  /** Waits until everything that was edited is durable. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Takes the last step back and answers where it was. */
  undo = (): Promise<FieldPath | null> => this.#travel('undo')
  /** Brings the step back that was undone last. */
  redo = (): Promise<FieldPath | null> => this.#travel('redo')

  /**
   * A request that answers a whole season (import, restore): shown when it comes. It waits its turn, and edits that
   * are made meanwhile wait for it. A request that names its base is made when its turn comes.
   */
  async reopen(request: Request | (() => Request | null)): Promise<boolean> {
    return this.#alone(async () => {
      const asked = typeof request === 'function' ? request() : request
      if (asked === null) return false
      try {
        const view = part(await this.#host.call(asked), 'opened')
        this.#confirm(view)
        return true
      } catch (thrown) {
        await this.#fail(failureOf(thrown))
        return false
      }
    })
  }

  async #travel(way: 'undo' | 'redo'): Promise<FieldPath | null> {
    const done = await this.reopen(() => {
      if (!this.view || !this.steps[way]) return null
      const body = { season: this.season, base: this.revision }
      return way === 'undo' ? { undo: body } : { redo: body }
    })
    return done ? (this.view?.focus ?? null) : null
  }

  /** One request at a time, in the order in which they were asked for. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running) await this.#running
    const result = work()
    this.#running = this.#free(result)
    return result
  }

  #pump(): void {
    this.#running ??= this.#free(this.#send())
  }

  async #free(work: Promise<unknown>): Promise<void> {
    try {
      await work
    } finally {
      this.#running = null
      if (this.#waiting.length > 0) this.#pump()
    }
  }

  async #send(): Promise<void> {
    const first = this.#waiting[0]
    if (!first || !this.#confirmed) return
    const { edit, typing, names } = first
    // What the key changed is drawn before it is sent: handing a request over takes its millisecond.
    await new Promise((go) => setTimeout(go))
    try {
      const answer = await this.#host.call({ edit: { season: this.season, base: this.revision, edit, typing, names } })
      const edited = part(answer, 'edited')
      this.told = edited.told ?? []
      this.#confirmed = [edit, ...this.told].reduce<Workspace>(applied, this.#confirmed)
      this.#waiting.shift()
      this.unsaved = this.#waiting.length
      if (this.told.length > 0) this.#lay()
      this.#answered(edited)
    } catch (thrown) {
      const failure = failureOf(thrown)
      if (failure.code === 'stale') return this.#again()
      this.#waiting.shift()
      this.#lay()
      await this.#fail(failure)
    }
  }

  /** Another window moved on: its state, with our waiting edits over it. */
  async #again(): Promise<void> {
    try {
      this.#confirm(part(await this.#host.call({ open: { season: this.season } }), 'opened'))
    } catch (thrown) {
      this.#waiting = []
      this.#lay()
      this.failure = failureOf(thrown)
    }
  }

  /** A whole season as Rust has it now, with the waiting edits over it. */
  #confirm(view: View): void {
    this.view = view
    this.#confirmed = view.workspace
    this.#answered(view)
    this.#lay()
  }

  async #fail(failure: Failure): Promise<void> {
    if (failure.code === 'stale') await this.#again()
    this.failure = failure
  }

  #lay(): void {
    this.unsaved = this.#waiting.length
    this.workspace = this.#waiting.reduce((value, { edit }) => applied(value, edit), this.#confirmed)
  }

  #answered(answer: { revision: number; findings: Finding[]; steps: UndoRedo; saved_at: string }): void {
    this.revision = answer.revision
    this.findings = answer.findings
    this.steps = answer.steps
    this.savedAt = answer.saved_at
  }
}

function samePlace(a: Edit, b: Edit): boolean {
  return 'set' in a && 'set' in b && a.set.path === b.set.path
}
