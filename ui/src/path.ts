import type { FieldPath } from './host/protocol'

/** An address in the season: a JSON pointer whose list segments are names where items have names. */
export function path(...segments: (string | number)[]): FieldPath {
  return segments.map((s) => '/' + String(s).replaceAll('~', '~0').replaceAll('/', '~1')).join('')
}

/** The place below another. */
export function below(base: FieldPath, ...segments: (string | number)[]): FieldPath {
  return base + path(...segments)
}

export function segments(at: FieldPath): string[] {
  return at
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Whether `at` is `place` or lies below it. */
export function isWithin(at: FieldPath, place: FieldPath): boolean {
  return at === place || at.startsWith(place + '/')
}

const NAMED: Record<string, string> = {
  people: 'id',
  proposals: 'id',
  lines: 'id',
  attachments: 'id',
  contacts: 'id',
  sites: 'id',
  comments: 'id',
  activities: 'id',
  milestones: 'id',
  sections: 'key',
  budget: 'year',
}

/** The name by which an item of the list `list` is addressed, where it has one. */
export function nameOf(list: string, item: unknown): string | null {
  const key = NAMED[list]
  if (!key || typeof item !== 'object' || item === null) return null
  const name = (item as Record<string, unknown>)[key]
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null
}

/** Where in the items of the list `list` the segment points; -1 = nowhere. */
export function position(list: string, items: readonly unknown[], segment: string): number {
  const named = items.findIndex((item) => nameOf(list, item) === segment)
  if (named >= 0 || !/^\d+$/.test(segment)) return named
  const index = Number(segment)
  return index < items.length && nameOf(list, items[index]) === null ? index : -1
}

/** The segment that addresses an item of a list. */
export function segmentOf(list: string, items: readonly unknown[], index: number): string {
  return nameOf(list, items[index]) ?? String(index)
}

/** What stands at a place; `undefined` = no such place. */
export function valueAt(root: unknown, at: FieldPath): unknown {
  let here = root
  let list = ''
  for (const segment of segments(at)) {
    if (Array.isArray(here)) here = here[position(list, here, segment)]
    else if (typeof here === 'object' && here !== null) here = (here as Record<string, unknown>)[segment]
    else return undefined
    list = segment
  }
  return here
}
