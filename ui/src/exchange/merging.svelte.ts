import type { App } from '../app.svelte'
import { failureOf, part } from '../host/host'
import type { Chosen } from '../host/host'
import type { Choice, Failure, MergeConflict, MergePlan, MergeWeighed } from '../host/protocol'

/** A conversation about one part that came back: shown, settled by a person, committed as it was shown. */
export class Merging {
  readonly #app: App
  plan = $state.raw<MergePlan | null>(null)
  /** By place. **Empty at first: nothing is preselected.** */
  choices = $state.raw<Record<string, Choice>>({})
  weighed = $state.raw<MergeWeighed | null>(null)
  failure = $state.raw<Failure | null>(null)
  working = $state(false)
  #asked = 0

  constructor(app: App) {
    this.#app = app
  }

  get open(): MergeConflict[] {
    return (this.plan?.conflicts ?? []).filter((one) => this.choices[one.path] === undefined)
  }

  async show(file: Chosen): Promise<void> {
    await this.#work(async () => {
      const { host, desk, passphrases } = this.#app
      await desk.settled()
      const plan = await passphrases.with(file, async ({ ticket }) => part(await host.call({ plan_merge: { season: desk.season, ticket } }), 'merge_planned'))
      if (!plan) return
      this.plan = plan
      this.choices = {}
      this.weighed = null
      await this.weigh()
    })
  }

  choose(at: string, choice: Choice): void {
    this.choices = { ...this.choices, [at]: choice }
    void this.weigh()
  }

  /** Theirs, where a person has not decided yet: asked for by name, never preselected. */
  allTheirs(): void {
    const rest = Object.fromEntries(this.open.map((one) => [one.path, 'theirs' as const]))
    this.choices = { ...this.choices, ...rest }
    void this.weigh()
  }

  /** What the clauses would say; the newest answer wins. */
  async weigh(): Promise<void> {
    const plan = this.plan
    if (!plan) return
    const mine = (this.#asked += 1)
    try {
      const answer = await this.#app.host.call({ weigh_merge: { season: this.#app.desk.season, plan: plan.plan, choices: this.choices } })
      if (mine === this.#asked) this.weighed = part(answer, 'merge_weighed')
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  /** Commits what was shown; answers whether it was done. */
  async finish(): Promise<boolean> {
    const plan = this.plan
    if (!plan || this.open.length > 0) return false
    const { desk } = this.#app
    const done = await desk.reopen({ apply_merge: { season: desk.season, base: plan.base, plan: plan.plan, choices: this.choices } })
    if (!done) {
      this.failure = desk.failure
      desk.failure = null
    }
    return done
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.working = true
    this.failure = null
    try {
      await work()
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.working = false
    }
  }
}
