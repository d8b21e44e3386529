import { t } from '../i18n/index.svelte'
import type { Failure, Progress, Request, Response } from './protocol'

/** A file that the user chose: the ticket goes into a request, the name onto the screen. */
export interface Chosen {
  ticket: string
  name: string
}

/** What a dialog asks for; the hosts know which endings belong to it. */
export type Kind = 'budget' | 'season' | 'part' | 'attachment' | 'packet' | 'upload_set' | 'bulletin' | 'holidays' | 'calendar' | 'workbook' | 'dictionary' | 'word' | 'drawing' | 'picture'

/** The whole world outside the window. Nothing else reaches it. */
export interface Host {
  /** Sends a request; throws a `Refusal` that carries the failure. */
  call(request: Request): Promise<Response>
  /** Tells of long work; answers how to stop listening. */
  onProgress(listen: (progress: Progress) => void): () => void
  /** `null` = the user thought better of it. */
  pickSheet(): Promise<Chosen | null>
  pickSeason(): Promise<Chosen | null>
  /** A part that came back (分工檔). */
  pickPart(): Promise<Chosen | null>
  pickAttachment(): Promise<Chosen | null>
  /** A bulletin of activities (活動公告), or a calendar. */
  pickBulletin(): Promise<Chosen | null>
  /** A chapter that was written in Word. */
  pickWord(): Promise<Chosen | null>
  /** Days on which the office is closed. */
  pickHolidays(): Promise<Chosen | null>
  /** The office's dictionary of item names. */
  pickDictionary(): Promise<Chosen | null>
  saveAs(suggested: string, kind: Kind): Promise<Chosen | null>
  /** Bytes that the window holds (a drop, a paste) become a file with a ticket. */
  stage(name: string, bytes: Uint8Array): Promise<Chosen>
  /** A file comes from outside the window: double-clicked, handed over by a second start. Answers how to stop listening. */
  onArrival(listen: (file: Chosen) => void): () => void
  /** What the system's menu can be used for now, by the ids of actions; all else is grey. */
  offer(ids: readonly string[]): void
  /** The system's menu was used; `id` is an action's. Answers how to stop listening. */
  onMenu(listen: (id: string) => void): () => void
  /** Shows a written file in the system's own viewer, from where it is printed. */
  view(saved: Chosen): Promise<void>
  /** After a file, or these files of a folder, were written: a browser downloads them, the native window has them on disk already. */
  deliver(saved: Chosen, files?: readonly string[]): Promise<void>
}

/** A request was not carried out, and nothing changed. */
export class Refusal extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** Whatever was thrown, as a failure with a sentence for the user. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Refusal) return thrown.failure
  if (isFailure(thrown)) return thrown
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'unexpected', message: t().shell.unexpected, detail }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}

/** Base64 of bytes, in pieces, so that a large file does not overflow the stack. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** The part of an answer that a request is known to bring. */
export function part<K extends string>(response: Response, key: K): Extract<Response, Record<K, unknown>>[K] {
  if (typeof response === 'object' && key in response) {
    return (response as Extract<Response, Record<K, unknown>>)[key]
  }
  throw new Error(`expected ${key}, was answered ${typeof response === 'string' ? response : Object.keys(response)[0]}`)
}
