import type { Finding } from '../host/protocol'
import { segments } from '../path'

/** The people of the roster of whom a finding asks whether they are one: the first, and those that it is held against. */
export function peopleOf(finding: Finding): string[] {
  if (finding.rule !== 'one-project-per-teacher' || finding.outcome !== 'needs_confirmation') return []
  const people = finding.targets.map(segments).filter(([top]) => top === 'people')
  const ids = new Set(people.flatMap(([, id]) => (id === undefined ? [] : [id])))
  return ids.size > 1 ? [...ids] : []
}

/** Today as the season writes a day. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
