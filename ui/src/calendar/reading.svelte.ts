import { failureOf, part, type Chosen, type Host } from '../host/host'
import type { Activity, ActivityKind, BulletinRead, Failure } from '../host/protocol'
import { newId } from '../format'

/** An event of the bulletin as the person corrects it, before it is an activity. */
export interface Draft {
  take: boolean
  title: string
  host: string
  kind: ActivityKind
  starts_on: string | null
  ends_on: string | null
  place: string
  links: string[]
}

/** A bulletin that is being read: its text, what was found, and what the person makes of it. */
export class Reading {
  pasted = $state('')
  read = $state.raw<BulletinRead | null>(null)
  drafts = $state<Draft[]>([])
  doing = $state(false)
  failure = $state.raw<Failure | null>(null)

  /** No `$derived`: it would end with the page that made it, and this outlives the page. */
  get chosen(): number {
    return this.drafts.filter((d) => d.take).length
  }

  async text(host: Host): Promise<void> {
    await this.#take(host, async () => ({ text: this.pasted }))
  }

  /** Whatever way the file comes, it becomes a ticket of the desk. */
  async file(host: Host, bring: () => Promise<Chosen | null>): Promise<void> {
    await this.#take(host, async () => {
      const file = await bring()
      return file && { file: file.ticket }
    })
  }

  again(): void {
    this.read = null
    this.drafts = []
    this.pasted = ''
    this.failure = null
  }

  /** The chosen events as new activities. */
  activities(): Activity[] {
    return this.drafts
      .filter((d) => d.take)
      .map(({ take: _, ...draft }) => ({ id: newId('activity'), ...draft, links: [...draft.links], schools: [], participants: [], note: '' }))
  }

  async #take(host: Host, source: () => Promise<{ text: string } | { file: string } | null>): Promise<void> {
    this.failure = null
    this.doing = true
    try {
      const from = await source()
      if (!from) return
      const read = part(await host.call({ read_bulletin: { source: from } }), 'bulletin_read')
      this.read = read
      this.drafts = read.bulletin.events.map((event) => ({
        take: true,
        title: event.title ?? '',
        host: event.host ?? '',
        kind: event.kind,
        starts_on: event.starts_on,
        ends_on: event.ends_on,
        place: event.place ?? '',
        links: event.links,
      }))
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.doing = false
    }
  }
}

// A page is made anew when one comes back to it; what was pasted there is not lost.
let kept: { season: string; reading: Reading } | null = null

export function readingOf(season: string): Reading {
  if (kept?.season !== season) kept = { season, reading: new Reading() }
  return kept.reading
}
