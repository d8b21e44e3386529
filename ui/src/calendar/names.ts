import { t } from '../i18n/index.svelte'
import type { Entry } from './timeline'

/** What an entry is called. */
export function nameOfEntry({ of }: Entry): string {
  const words = t().calendar
  if ('activity' in of) return of.activity.title?.trim() || words.activities.unnamed
  if ('milestone' in of) return of.milestone.title?.trim() || words.milestone[of.milestone.kind]
  return of.call === 'deadline' ? words.deadline : words.planned
}

/** What kind of thing it is. */
export function kindOfEntry({ of }: Entry): string {
  const words = t().calendar
  if (!('activity' in of)) return words.timeline.own
  const { host, kind } = of.activity
  return [host?.trim(), kind ? words.kind[kind] : words.timeline.activity].filter(Boolean).join('　')
}
