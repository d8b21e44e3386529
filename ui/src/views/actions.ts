import type { App } from '../app.svelte'
import { saying, t } from '../i18n/index.svelte'
import { flushDrafts, isDrafting } from '../shared/draft.svelte'
import { tourOf } from '../tour/tour.svelte'
import { nextFinding, nextPane, type Commands } from './shortcuts'

/** What the window can be told to do: by key, in the palette, in the system's menu. One list for all of them. */
export interface Action {
  /** As the native menu names it. */
  id: string
  title: string
  /** As they are written on the key sheet; the first is the native menu's. */
  keys?: readonly string[]
  /** Only a key: it would make no sense in a list that has taken the focus. */
  keyOnly?: boolean
  /** There is nothing to do it to: grey in the system's menu. */
  idle?: boolean
  run: () => void
}

// A Mac moves by words with Alt and an arrow.
const MAC = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

/** Everything that can be done with an open season. */
export function actions(app: App, commands: Commands): Action[] {
  const words = t().shell
  const does = words.actions
  const { undo, redo } = app.desk.steps
  const part = app.desk.view?.part
  const here = app.route.here
  return [
    { id: 'search', title: words.search, keys: ['Ctrl+K', 'Ctrl+F'], keyOnly: true, run: commands.search },
    { id: 'next', title: does.next, keys: ['F8'], run: () => void nextFinding(app, false) },
    { id: 'previous', title: does.previous, keys: ['Shift+F8'], run: () => void nextFinding(app, true) },
    { id: 'next_pane', title: does.nextPane, keys: ['F6'], keyOnly: true, run: () => nextPane(false) },
    { id: 'previous_pane', title: does.previousPane, keys: ['Shift+F6'], keyOnly: true, run: () => nextPane(true) },
    { id: 'undo', title: undo === null ? words.undo : words.undoOf(saying(undo)), keys: ['Ctrl+Z'], idle: undo === null, run: () => travel(app, 'undo') },
    { id: 'redo', title: redo === null ? words.redo : words.redoOf(saying(redo)), keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], idle: redo === null, run: () => travel(app, 'redo') },
    { id: 'back', title: words.back, keys: [MAC ? 'Ctrl+[' : 'Alt+←'], run: app.route.back },
    { id: 'forward', title: words.forward, keys: [MAC ? 'Ctrl+]' : 'Alt+→'], run: app.route.forward },
    { id: 'export', title: words.export, keys: ['Ctrl+P'], run: commands.export },
    { id: 'checkpoint', title: does.checkpoint, keys: ['Ctrl+S'], run: () => checkpoint(app) },
    { id: 'panel', title: words.panel, run: commands.panel },
    { id: 'preview', title: t().packet.preview.title, keys: ['F9'], run: commands.preview },
    ...(part ? [] : [{ id: 'setup', title: t().packet.setup.title, run: () => app.go({ page: 'setup' }) }]),
    ...(part ? [] : [{ id: 'submissions', title: t().packet.freeze.title, run: () => app.go({ page: 'submissions' }) }]),
    { id: 'import', title: t().intake.title, run: () => app.go({ page: 'import', into: here.page === 'proposal' ? here.id : null }) },
    ...(part ? [] : [{ id: 'exchange', title: t().exchange.title, run: () => app.go({ page: 'exchange' }) }]),
    ...(part ? [] : [{ id: 'overview', title: words.overview, run: () => app.go({ page: 'overview' }) }]),
    ...(part ? [] : [{ id: 'pictures', title: t().pictures.title, run: () => app.go({ page: 'pictures' }) }]),
    { id: 'history', title: words.history, run: () => app.go({ page: 'history' }) },
    { id: 'clauses', title: words.clauseBook, run: () => app.go({ page: 'clauses' }) },
    { id: 'manual', title: t().manual.title, run: () => app.go({ page: 'manual' }) },
    { id: 'settings', title: words.settings, run: () => app.go({ page: 'settings' }) },
    { id: 'tour', title: t().tour.title, run: () => void showTour(app) },
    { id: 'keys', title: does.keys, keys: ['F1', 'Ctrl+/'], run: () => (app.showsKeys = true) },
    {
      id: 'seasons',
      title: words.seasons,
      run: () => {
        flushDrafts()
        void app.leave()
      },
    },
  ]
}

/** Ids of what can be done now, in one string: it is told to the system's menu only when it changes. */
export const usable = (list: readonly Action[]): string => list.flatMap((one) => (one.idle ? [] : one.id)).join(' ')

/** The system's menu while the list of seasons is shown. */
export function libraryActions(app: App): Action[] {
  return [
    { id: 'keys', title: t().shell.actions.keys, keys: ['F1', 'Ctrl+/'], run: () => (app.showsKeys = true) },
    { id: 'tour', title: t().tour.title, run: () => void showTour(app) },
  ]
}

/** Inside a field with something half typed, undo belongs to the field. */
function travel(app: App, way: 'undo' | 'redo'): void {
  if (isDrafting()) document.execCommand(way)
  else void app.travel(way)
}

function checkpoint(app: App): void {
  flushDrafts()
  app.naming = true
}

/** The tour, wherever one is: the practice season is opened for it. */
export async function showTour(app: App): Promise<void> {
  flushDrafts()
  await app.desk.settled()
  const tour = tourOf(app)
  if (!tour.here && !(await app.open('practice'))) return
  if (tour.left) await tour.resume()
  app.go({ page: 'tour' })
}

/** Whether a key press is this one: `Ctrl+Shift+Z`, `F6`, `Alt+←`. On a Mac ⌘ stands for Ctrl. */
export function isKey(event: KeyboardEvent, written: string): boolean {
  const parts = written.split('+')
  const key = parts.pop() ?? ''
  const name = { '←': 'arrowleft', '→': 'arrowright' }[key] ?? key.toLowerCase()
  return (
    event.key.toLowerCase() === name &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  )
}
