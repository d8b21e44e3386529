import type { App } from '../app.svelte'
import { t } from '../i18n/index.svelte'
import { path } from '../path'
import { flushDrafts } from '../shared/draft.svelte'
import { letterOf, pages, titleOf } from './pages'
import { nextFinding, type Commands } from './shortcuts'

export type Group = 'pages' | 'fields' | 'clauses' | 'commands'
export interface Entry {
  key: string
  kind: Group
  title: string
  note?: string
  /** Other words that find it. */
  alias?: string
  run: () => void
}

const ORDER: readonly Group[] = ['pages', 'fields', 'commands', 'clauses']
const MOST = 8

/**
 * How well words fit a text: every word must occur; the earlier and the more of the text they make up, the better.
 * `null` = they do not.
 */
export function score(text: string, typed: string): number | null {
  const plain = fold(text)
  let total = 0
  for (const word of fold(typed).split(/\s+/).filter(Boolean)) {
    const at = plain.indexOf(word)
    if (at < 0) return null
    total += (at === 0 ? 3 : at < 4 ? 2 : 1) + word.length / plain.length
  }
  return total
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll('臺', '台')

/** What fits, by group, best first; with nothing typed only the pages and commands. */
export function found(entries: readonly Entry[], typed: string): { kind: Group; entries: Entry[] }[] {
  const blank = typed.trim() === ''
  const scored = entries
    .filter((entry) => !blank || entry.kind === 'pages' || entry.kind === 'commands')
    .map((entry, index) => ({ entry, index, fit: best(entry, typed) }))
    .filter((one): one is { entry: Entry; index: number; fit: number } => one.fit !== null)
    .sort((a, b) => b.fit - a.fit || a.index - b.index)
  return ORDER.map((kind) => ({
    kind,
    entries: scored.filter((one) => one.entry.kind === kind).slice(0, blank ? 40 : MOST).map((one) => one.entry),
  })).filter((group) => group.entries.length > 0)
}

function best(entry: Entry, typed: string): number | null {
  const title = score(entry.title, typed)
  const rest = score(`${entry.title} ${entry.note ?? ''} ${entry.alias ?? ''}`, typed)
  return title === null ? rest : title + 2
}

/** Everything that the palette can go to or do. */
export function entries(app: App, commands: Commands): Entry[] {
  return [...pageEntries(app), ...fieldEntries(app), ...clauseEntries(app, commands), ...commandEntries(app, commands)]
}

function pageEntries(app: App): Entry[] {
  return pages(app).map(({ place, title }) => ({ key: `page ${JSON.stringify(place)}`, kind: 'pages', title, run: () => app.go(place) }))
}

function fieldEntries(app: App): Entry[] {
  const words = t().fields
  const to = (at: string, title: string, note: string): Entry => ({ key: `field ${at}`, kind: 'fields', title, note, run: () => void app.goTo(at) })
  const school = [
    to(path('school', 'name'), words.school.name, words.school.title),
    to(path('school', 'ownership'), words.school.ownership, words.school.title),
    to(path('school', 'is_open_university'), words.school.openUniversity, words.school.title),
    to(path('school', 'under_special_guidance'), words.school.guidance, words.school.title),
    to(path('school', 'development_plan', 'title'), words.school.planTitle, words.school.plan),
    to(path('school', 'contacts'), words.contacts.title, words.school.title),
    to(path('call', 'deadline'), words.school.deadline, words.school.call),
    to(path('call', 'planned_submission'), words.school.planned, words.school.call),
    to(path('cycle'), words.school.cycle, words.school.call),
  ]
  const people = (app.desk.workspace?.people ?? []).map((person) =>
    to(path('people', person.id, 'name'), person.name?.trim() || words.people.unnamed, words.people.title),
  )
  const proposals = (app.desk.workspace?.proposals ?? []).flatMap((proposal, index) => {
    const whose = `${letterOf(index)}　${titleOf(proposal)}`
    const at = (...rest: string[]) => path('proposals', proposal.id, ...rest)
    return [
      to(at('title'), words.basics.name, whose),
      to(at('type'), words.basics.type, whose),
      to(at('starts_on'), words.basics.starts, whose),
      to(at('ends_on'), words.basics.ends, whose),
      to(at('pi_selection_basis'), words.basics.basis, whose),
      to(at('submit'), words.basics.submit, whose),
      to(at('contacts'), words.contacts.title, whose),
      to(at('sites'), t().chapters.sites.title, whose),
    ]
  })
  return [...school, ...people, ...proposals]
}

function clauseEntries(app: App, commands: Commands): Entry[] {
  return app.clauses.map((clause) => ({
    key: `clause ${clause.rule}`,
    kind: 'clauses',
    title: clause.title,
    note: clause.cite,
    alias: `${clause.rule} ${clause.quote}`,
    run: () => {
      app.clause = clause.rule
      commands.showPanel()
      if (['overview', 'history', 'settings', 'import', 'import-records'].includes(app.route.here.page)) app.go({ page: 'clauses' })
    },
  }))
}

function commandEntries(app: App, commands: Commands): Entry[] {
  const words = t().shell
  const { undo, redo } = app.desk.steps
  const to = (key: string, title: string, run: () => void, note?: string): Entry => ({ key: `command ${key}`, kind: 'commands', title, run, ...(note ? { note } : {}) })
  return [
    ...(undo === null ? [] : [to('undo', words.undoOf(undo), () => void app.travel('undo'), 'Ctrl Z')]),
    ...(redo === null ? [] : [to('redo', words.redoOf(redo), () => void app.travel('redo'), 'Ctrl Y')]),
    to('export', words.export, commands.export, 'Ctrl P'),
    to('next', t().findings.fix.go + ' ' + words.next, () => void nextFinding(app, false), 'F8'),
    to('panel', words.panel, commands.panel),
    to('seasons', words.seasons, () => {
      flushDrafts()
      void app.leave()
    }),
  ]
}
