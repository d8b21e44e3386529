/** Characters as people count them: without line breaks; a surrogate pair is one. */
export function countCharacters(text: string): number {
  let count = 0
  for (const character of text) if (character !== '\n' && character !== '\r') count += 1
  return count
}

/** `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `14:32` today, `11/20 14:32` on another day of this year, else with the 民國 year; in this machine's time. */
export function clock(rfc3339: string, now: Date = new Date()): string {
  const at = new Date(rfc3339)
  if (Number.isNaN(at.getTime())) return ''
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  if (at.toDateString() === now.toDateString()) return time
  const day = `${at.getMonth() + 1}/${at.getDate()} ${time}`
  return at.getFullYear() === now.getFullYear() ? day : `${at.getFullYear() - 1911}/${day}`
}

/** A new id: never shown, never reused. */
export function newId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 13)}`
}
