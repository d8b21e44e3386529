/** Days as numbers, so that stretches of time can be merged and counted without a clock. */

const DAY = 86_400_000

export function dayOf(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  return Date.UTC(year, month - 1, day) / DAY
}

export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** First and last day, both counted in. */
export interface Stretch {
  from: number
  to: number
}

/** Overlapping and touching stretches as one. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else found.push({ from, to })
  }
  return found
}

/** Whole months from the first day to the last, by anniversary; leftover days are dropped. */
export function wholeMonths({ from, to }: Stretch): number {
  const start = new Date(from * DAY)
  const after = new Date((to + 1) * DAY)
  const months = (after.getUTCFullYear() - start.getUTCFullYear()) * 12 + after.getUTCMonth() - start.getUTCMonth()
  const last = new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth() + 1, 0)).getUTCDate()
  // A month that lacks the day ends on its last day.
  const anniversary = Math.min(start.getUTCDate(), last)
  return Math.max(0, after.getUTCDate() >= anniversary ? months : months - 1)
}
