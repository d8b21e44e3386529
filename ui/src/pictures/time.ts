/** The season's dates on one line: what is planned, what is held, and the ministry's day. */

import { daysInWords } from '../calendar/days'
import { kindOfEntry, nameOfEntry } from '../calendar/names'
import { entriesOf, type Entry } from '../calendar/timeline'
import type { Workspace } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { rocYear } from '../roc'
import { area, fitted, line, WIDTH, words, type Mark, type Shown } from './drawing'

const LEFT = 320

export function seasonsTimeline(workspace: Workspace, today: string): Shown | null {
  const w = t().pictures.time
  const entries = entriesOf(workspace).filter((entry): entry is Entry & { first: string } => entry.first !== null)
  const [first, last] = [entries[0]?.first, entries.map((entry) => entry.last ?? entry.first).toSorted().at(-1)]
  if (!first || !last) return null
  const months = monthsBetween(first, last)
  const from = dayNumber(`${months[0]}-01`)
  const to = dayNumber(`${after(months.at(-1) ?? '')}-01`)
  const long = WIDTH - LEFT - 30
  const at = (iso: string) => LEFT + ((dayNumber(iso) - from) / (to - from)) * long
  const top = 46
  const height = 30
  const end = top + entries.length * height + 8
  const marks: Mark[] = []
  // With many months only some are named; each still has its line.
  const step = Math.ceil(months.length / Math.floor(long / 64))
  months.forEach((month, index) => {
    const x = at(`${month}-01`)
    marks.push(line('grid', x, top - 12, x, end))
    if (index % step !== 0) return
    const number = Number(month.slice(5))
    marks.push(words(number === 1 || index === 0 ? w.yearMonth(rocYear(`${month}-01`) ?? 0, number) : w.month(number), x + 4, top - 18, 'quiet'))
  })
  const deadline = entries.find((entry) => 'call' in entry.of && entry.of.call === 'deadline')
  if (deadline) marks.push(line('deadline', at(deadline.first), top - 12, at(deadline.first), end))
  if (today >= `${months[0]}-01` && dayNumber(today) < to) {
    marks.push(line('today', at(today), top - 12, at(today), end), words(w.today, at(today) + 4, end + 14, 'quiet'))
  }
  entries.forEach((entry, index) => {
    const y = top + index * height
    const [x, until] = [at(entry.first), at(entry.last ?? entry.first)]
    marks.push(words(fitted(nameOfEntry(entry), LEFT - 100), 20, y + 18, 'call' in entry.of ? 'strong' : 'label'))
    if (until > x + 12) marks.push(area('activity', x, y + 6, until - x, 16))
    else marks.push({ kind: 'diamond', of: entry.done ? 'done' : 'activity' in entry.of ? 'activity' : 'own', x, y: y + 14, size: 8 })
    marks.push(words(shortDay(entry.first), LEFT - 16, y + 18, 'quiet', 'end'))
  })
  return {
    title: w.title,
    note: w.note,
    drawing: { width: WIDTH, height: end + 24, marks },
    table: {
      head: [w.when, w.what, w.kind, w.standing],
      rows: entries.map((entry) => [
        daysInWords(entry.first, entry.last),
        nameOfEntry(entry),
        kindOfEntry(entry),
        entry.done ? t().calendar.timeline.done : (entry.last ?? entry.first) < today ? t().calendar.timeline.past : '',
      ]),
    },
  }
}

const shortDay = (iso: string) => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}`

/** Days since an arbitrary day; no `Date` in local time touches a day. */
const dayNumber = (iso: string) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000

function monthsBetween(first: string, last: string): string[] {
  const months = [first.slice(0, 7)]
  while ((months.at(-1) ?? '') < last.slice(0, 7)) months.push(after(months.at(-1) ?? ''))
  return months
}

function after(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
