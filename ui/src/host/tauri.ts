import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { base64, failureOf, part, Refusal, type Chosen, type Host, type Kind } from './host'
import type { Progress, Request, Response } from './protocol'

/** The native window. The only file that speaks to Tauri. */
export function tauriHost(): Host {
  const call = (request: Request) => ask<Response>('call', { request })
  const pick = (what: Kind) => ask<Chosen | null>('pick', { what })
  return {
    call,
    onProgress(tell) {
      const stop = listen<Progress>('progress', (event) => tell(event.payload))
      return () => void stop.then((end) => end())
    },
    onArrival(tell) {
      const fetch = async () => {
        for (const file of await ask<Chosen[]>('arrived', {})) tell(file)
      }
      // What came before the page was there waits; what comes later announces itself.
      void fetch()
      const stop = listen('arrived', () => void fetch())
      return () => void stop.then((end) => end())
    },
    // A menu that stays as it was does no harm: whatever is chosen there, the page looks whether it can be done.
    offer: (ids) => void ask<void>('offer', { ids }).catch(() => {}),
    onMenu(tell) {
      const stop = listen<string>('menu', (event) => tell(event.payload))
      return () => void stop.then((end) => end())
    },
    view: (saved) => ask<void>('view', { ticket: saved.ticket }),
    pickSheet: () => pick('budget'),
    pickSeason: () => pick('season'),
    pickPart: () => pick('part'),
    pickAttachment: () => pick('attachment'),
    pickBulletin: () => pick('bulletin'),
    pickWord: () => pick('word'),
    pickHolidays: () => pick('holidays'),
    pickDictionary: () => pick('dictionary'),
    saveAs: (suggested, kind) => ask<Chosen | null>('save', { what: kind, suggestedName: suggested }),
    async stage(name, bytes) {
      return { ticket: part(await call({ stage: { name, content: base64(bytes) } }), 'staged'), name }
    },
    deliver: async () => {},
  }
}

async function ask<T>(command: string, parts: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, parts)
  } catch (thrown) {
    throw new Refusal(failureOf(thrown))
  }
}

/** Whether this page lives in the native window. */
export function isNative(): boolean {
  return '__TAURI_INTERNALS__' in window
}
