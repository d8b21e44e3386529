import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { Map, RecordPlan, RecordPreview, Subject } from '../host/protocol'
import { Conversation, type Plan } from './conversation.svelte'
import { ofIndicators, PEOPLE } from './roles'

/** The import of a roster, or of a proposal's indicators. */
export class Records extends Conversation<RecordPreview, RecordPlan> {
  /** The proposal whose indicators they are; `null` = people. */
  readonly into: string | null

  constructor(app: App, into: string | null) {
    super(app)
    this.into = into
  }

  get subject(): Subject {
    return this.into === null ? 'people' : 'indicators'
  }

  /** Years that any budget has. */
  readonly #years = $derived([...new Set((this.app.desk.workspace?.proposals ?? []).flatMap((p) => p.budget.map((b) => b.year)))].toSorted((a, b) => a - b))
  get roles(): readonly string[] {
    return this.into === null ? PEOPLE : ofIndicators(this.#years)
  }
  readonly changes = $derived((this.plan?.changes.added.length ?? 0) + (this.plan?.changes.changed.length ?? 0))
  readonly canCommit = $derived(this.plan !== null && this.plan.changes.questions.length === 0 && this.changes > 0)

  /** Who rows are: the person's id, or `new`. */
  same(answers: Readonly<Record<string, string>>): Promise<void> {
    return this.correct({ same: { ...this.map.same, ...answers } })
  }

  protected override async surveyed(ticket: string, map: Map): Promise<RecordPreview> {
    return part(await this.app.host.call({ survey_records: { subject: this.subject, ticket, map } }), 'records_surveyed')
  }

  protected override async planned(ticket: string, map: Map): Promise<Plan<RecordPlan>> {
    const request = { season: this.app.desk.season, into: this.into, ticket, map }
    const { plan, base, changes } = part(await this.app.host.call({ plan_records: request }), 'records_planned')
    return { id: plan, base, changes }
  }
}
