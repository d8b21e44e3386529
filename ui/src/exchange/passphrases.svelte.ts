import type { Chosen, Host } from '../host/host'
import { failureOf, part } from '../host/host'

/** What a person is asked: the passphrase of a file that has one, or one for a file that is about to be written. */
export interface Asked {
  kind: 'open' | 'new'
  /** The file's, or the season's. */
  name: string
  /** Answers what is wrong, `null` = done. */
  give: (passphrase: string) => Promise<string | null>
  leave: () => void
}

/** Files that only a passphrase opens. **What was typed goes to the desk and is not kept here.** */
export class Passphrases {
  readonly #host: Host
  asked = $state.raw<Asked | null>(null)

  constructor(host: Host) {
    this.#host = host
  }

  /** Does something with a file; where only a passphrase opens it, that is asked for first. `undefined` = the person left. */
  async with<T>(file: Chosen, work: (file: Chosen) => Promise<T>): Promise<T | undefined> {
    try {
      return await work(file)
    } catch (thrown) {
      if (failureOf(thrown).code !== 'locked') throw thrown
      const open = await this.#open(file)
      return open ? work(open) : undefined
    }
  }

  /** A new passphrase for what is written next; `null` = the person left. */
  choose(name: string): Promise<string | null> {
    return this.#ask('new', name, async (passphrase) => passphrase)
  }

  #open(file: Chosen): Promise<Chosen | null> {
    return this.#ask('open', file.name, async (passphrase) => ({
      name: file.name,
      ticket: part(await this.#host.call({ unlock: { ticket: file.ticket, passphrase } }), 'staged'),
    }))
  }

  #ask<T>(kind: Asked['kind'], name: string, take: (passphrase: string) => Promise<T>): Promise<T | null> {
    this.asked?.leave()
    return new Promise((resolve) => {
      const done = (answer: T | null) => {
        this.asked = null
        resolve(answer)
      }
      this.asked = {
        kind,
        name,
        give: async (passphrase) => {
          try {
            done(await take(passphrase))
            return null
          } catch (thrown) {
            return failureOf(thrown).message
          }
        },
        leave: () => done(null),
      }
    })
  }
}
