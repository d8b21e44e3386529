import type { App } from '../app.svelte'
import { t, titled } from '../i18n/index.svelte'
import { placeOf, same } from '../route.svelte'
import { actions } from './actions'
import { fieldsOf } from './fieldnames'
import { hasPanel, letterOf, pages, pageTitle, titleOf } from './pages'
import type { Commands } from './shortcuts'

export type Group = 'pages' | 'fields' | 'clauses' | 'commands'
export interface Entry {
  key: string
  kind: Group
  title: string
  note?: string
  /** Other words that find it. */
  alias?: string
  /** On the page that is shown: what one sees comes before what one does not. */
  near?: boolean
  run: () => void
}

const ORDER: readonly Group[] = ['pages', 'fields', 'commands', 'clauses']
const MOST = 8

/**
 * How well words fit a text: every word must occur; the earlier and the more of the text they make up, the better.
 * `null` = they do not.
 */
export function score(text: string, typed: string): number | null {
  return fitting(fold(text), fold(typed))
}

function fitting(plain: string, typed: string): number | null {
  let total = 0
  for (const word of typed.split(/\s+/).filter(Boolean)) {
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
  const near = entry.near ? 1 : 0
  const { title, all } = folded(entry)
  const words = fold(typed)
  const own = fitting(title, words)
  if (own !== null) return own + 2 + near
  const rest = fitting(all, words)
  return rest === null ? null : rest + near
}

// A season has thousands of fields, and every key asks all of them.
const kept = new WeakMap<Entry, { title: string; all: string }>()

function folded(entry: Entry): { title: string; all: string } {
  const known = kept.get(entry)
  if (known) return known
  const made = { title: fold(entry.title), all: fold(`${entry.title} ${entry.note ?? ''} ${entry.alias ?? ''}`) }
  kept.set(entry, made)
  return made
}

/** Everything that the palette can go to or do. */
export function entries(app: App, commands: Commands): Entry[] {
  return [...pageEntries(app), ...fieldEntries(app), ...clauseEntries(app, commands), ...commandEntries(app, commands)]
}

function pageEntries(app: App): Entry[] {
  return pages(app).map(({ place, title }) => ({ key: `page ${JSON.stringify(place)}`, kind: 'pages', title, note: t().shell.palette.page, run: () => app.go(place) }))
}

function fieldEntries(app: App): Entry[] {
  const workspace = app.desk.workspace
  if (!workspace) return []
  const proposals = workspace.proposals
  return fieldsOf(workspace, app.desk.view).map(({ at, title, item }): Entry => {
    const place = placeOf(at)
    const index = place.page === 'proposal' ? proposals.findIndex((p) => p.id === place.id) : -1
    const whose = index < 0 ? [] : [`${letterOf(index)}　${titleOf(proposals[index])}`]
    return {
      key: `field ${at}`,
      kind: 'fields',
      title,
      note: [...whose, pageTitle(place), ...(item ? [item] : [])].join(' › '),
      near: same(place, app.route.here),
      run: () => void app.goTo(at),
    }
  })
}

function clauseEntries(app: App, commands: Commands): Entry[] {
  return app.clauses.map((clause) => ({
    key: `clause ${clause.rule}`,
    kind: 'clauses',
    title: titled(clause),
    note: t().shell.palette.clause(clause.cite),
    alias: `${clause.rule} ${clause.title} ${clause.title_en} ${clause.quote}`,
    run: () => {
      app.clause = clause.rule
      commands.showPanel()
      if (!hasPanel(app.route.here)) app.go({ page: 'clauses' })
    },
  }))
}

function commandEntries(app: App, commands: Commands): Entry[] {
  const { undo, redo } = app.desk.steps
  return actions(app, commands)
    .filter((one) => !one.keyOnly && !(one.id === 'undo' && undo === null) && !(one.id === 'redo' && redo === null))
    .map((one) => ({ key: `command ${one.id}`, kind: 'commands', title: one.title, run: one.run, ...(one.keys ? { note: one.keys[0] ?? '' } : {}) }))
}
