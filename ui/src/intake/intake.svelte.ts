import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { Category, Map, MoreRows, OfficeWord, Plan as BudgetPlan, Preview } from '../host/protocol'
import { Conversation, type Plan } from './conversation.svelte'
import { BUDGET } from './roles'

/** The plan as far as it is shown, and how many rows are not. */
type Changes = BudgetPlan & { more: MoreRows }

/** The import of a budget. */
export class Intake extends Conversation<Preview, Changes> {
  /** A proposal's id, or `support_plan`; blank = not chosen yet. */
  into = $state('')
  /** The office's dictionary, once it was compared with. */
  #words: readonly OfficeWord[] = []
  /** Categories that were chosen and that the dictionary does not hold; those that are ticked are kept with the import. */
  lessons = $state.raw<readonly { text: string; category: Category; kept: boolean }[]>([])

  constructor(app: App, into: string) {
    super(app)
    this.into = into
  }

  readonly roles = BUDGET
  /** Those that are not listed too. */
  readonly changes = $derived.by(() => {
    const { added, changed, more } = this.plan?.changes ?? { added: [], changed: [], more: { added: 0, changed: 0 } }
    return added.length + changed.length + more.added + more.changed
  })
  readonly canCommit = $derived(this.plan !== null && this.plan.changes.blocked.length === 0 && this.changes > 0)

  setCategory(word: string, category: Category): Promise<void> {
    return this.correct({ categories: { ...this.map.categories, [word]: category } })
  }

  learn(text: string, kept: boolean): void {
    this.lessons = this.lessons.map((lesson) => (lesson.text === text ? { ...lesson, kept } : lesson))
  }

  protected override get hasTarget(): boolean {
    return this.into !== ''
  }

  protected override async surveyed(ticket: string, map: Map): Promise<Preview> {
    return part(await this.app.host.call({ survey: { ticket, map } }), 'surveyed')
  }

  protected override async planned(ticket: string, map: Map): Promise<Plan<Changes>> {
    const request = { season: this.app.desk.season, into: this.into, ticket, map }
    const { plan, base, changes, more } = part(await this.app.host.call({ plan_import: request }), 'planned')
    this.#words = part(await this.app.host.call('dictionary'), 'dictionary')
    this.lessons = Object.entries(map.categories ?? {})
      .filter(([text, category]) => !this.#words.some((word) => word.text === text && word.category === category))
      .map(([text, category]) => ({ text, category, kept: this.lessons.find((lesson) => lesson.text === text)?.kept ?? true }))
    return { id: plan, base, changes: { ...changes, more } }
  }

  /** Keeps what was ticked; a dictionary that cannot be kept does not undo the import. */
  protected override async committed(): Promise<void> {
    const known = (text: string) => this.#words.find((word) => word.text === text)
    const learned = this.lessons.filter((lesson) => lesson.kept).map(({ text, category }): OfficeWord => ({ ...known(text), text, category }))
    if (learned.length === 0) return
    await this.app.try(() => this.app.host.call({ set_dictionary: { words: [...this.#words, ...learned] } }))
  }
}
