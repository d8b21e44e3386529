import type { Chosen } from '../host/host'

/** The page that a file from outside the window waits for. */
export type Waits = 'import' | 'bulletin' | 'merge' | 'word'

let waiting = $state.raw<{ to: Waits; file: Chosen } | null>(null)

/** Lays a file down for the page that is gone to next. */
export function stage(to: Waits, file: Chosen): void {
  waiting = { to, file }
}

/** The file that waits for this page, once; reading it in an effect follows what comes later. */
export function taken(by: Waits): Chosen | null {
  if (waiting?.to !== by) return null
  const { file } = waiting
  waiting = null
  return file
}
