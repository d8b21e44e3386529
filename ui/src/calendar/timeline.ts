import type { Activity, Milestone, Workspace } from '../host/protocol'

/** Something with a day, of the season. */
export interface Entry {
  key: string
  /** Where it is edited. */
  at: string
  first: string | null
  last: string | null
  of: { activity: Activity } | { milestone: Milestone } | { call: 'deadline' | 'planned_submission' }
  done: boolean
}

/** Activities, the season's dates and the ministry's deadline, by day; those without a day at the end. */
export function entriesOf(workspace: Workspace): Entry[] {
  const call = (['deadline', 'planned_submission'] as const).flatMap((name): Entry[] => {
    const moment = workspace.call[name]
    return moment ? [{ key: name, at: `/call/${name}`, first: moment.slice(0, 10), last: null, of: { call: name }, done: false }] : []
  })
  const milestones = (workspace.milestones ?? []).map((milestone): Entry => {
    return { key: `m-${milestone.id}`, at: `/milestones/${milestone.id}/on`, first: milestone.on, last: null, of: { milestone }, done: milestone.done_on !== null }
  })
  const activities = (workspace.activities ?? []).map((activity): Entry => {
    return { key: `a-${activity.id}`, at: `/activities/${activity.id}/title`, first: activity.starts_on, last: activity.ends_on, of: { activity }, done: false }
  })
  return [...call, ...milestones, ...activities].sort(
    (a, b) => Number(a.first === null) - Number(b.first === null) || (a.first ?? '').localeCompare(b.first ?? ''),
  )
}

/** What is still to come, nearest first. */
export function nextOf(entries: readonly Entry[], today: string, count: number): Entry[] {
  return entries.filter((entry) => !entry.done && entry.first !== null && (entry.last ?? entry.first) >= today).slice(0, count)
}

/** Today in this machine's calendar, as ISO. */
export function today(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** 0 = Sunday. No `Date` in local time touches a day. */
export function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay()
}
