import type { BulletinRead, TextSpan } from '../host/protocol'

/** A stretch of the bulletin's text, with what lies on it. */
export interface Piece {
  text: string
  /** The first character, counted as Rust counts: a surrogate pair is one. */
  start: number
  /** Doubts by their index. */
  doubts: number[]
  /** The event whose date it is. */
  event: number | null
}

/** The text in pieces, cut where a doubt or an event's date begins or ends. */
export function piecesOf({ text, bulletin }: BulletinRead): Piece[] {
  const characters = [...text]
  const cuts = new Set([0, characters.length])
  const spans: TextSpan[] = [...bulletin.doubts, ...bulletin.events].map((one) => one.at)
  for (const { start, end } of spans) {
    if (start < end) cuts.add(start).add(Math.min(end, characters.length))
  }
  const at = [...cuts].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (const [index, start] of at.entries()) {
    const end = at[index + 1]
    if (end === undefined) break
    const covers = (span: TextSpan) => span.start <= start && end <= span.end && span.start < span.end
    const event = bulletin.events.findIndex((one) => covers(one.at))
    pieces.push({
      text: characters.slice(start, end).join(''),
      start,
      doubts: bulletin.doubts.flatMap((one, i) => (covers(one.at) ? [i] : [])),
      event: event < 0 ? null : event,
    })
  }
  return pieces
}
