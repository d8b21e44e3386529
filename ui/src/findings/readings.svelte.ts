import type { App } from '../app.svelte'
import { part } from '../host/host'
import type { Reading } from '../host/protocol'

/** Both readings of what the text leaves open, for the season as it stands; asked anew after each step. */
export class Readings {
  all = $state.raw<Reading[]>([])
  #turn = 0

  async ask(app: App): Promise<void> {
    const mine = ++this.#turn
    try {
      const found = part(await app.host.call({ readings: { season: app.desk.season } }), 'readings')
      if (mine === this.#turn) this.all = found
    } catch {
      // The season was closed meanwhile; what is shown stays until the next step.
      if (mine === this.#turn) this.all = []
    }
  }
}
