import { tick } from 'svelte'
import type { App } from '../app.svelte'
import type { Finding } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { CHAPTERS } from '../route.svelte'
import { keys } from '../shared/compose'
import { flushDrafts, isDrafting } from '../shared/draft.svelte'
import { inOrder, isOpen, sameFinding } from '../standing'

/** What the frame can be asked to do. */
export interface Commands {
  search: () => void
  export: () => void
  panel: () => void
  showPanel: () => void
}

/** The keys of the whole window. No single letters: with zhuyin every letter and digit is text. */
export function shortcuts(app: App, commands: Commands): (event: KeyboardEvent) => void {
  return keys((event) => {
    const act = actionOf(app, commands, event)
    if (!act) return
    event.preventDefault()
    act()
  })
}

function actionOf(app: App, commands: Commands, event: KeyboardEvent): (() => void) | null {
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (document.querySelector('[role="dialog"]')) return null
  if (key === 'f6') return () => nextPane(event.shiftKey)
  if (key === 'f8') return () => void nextFinding(app, event.shiftKey)
  if (event.altKey && key === 'arrowleft') return app.route.back
  if (event.altKey && key === 'arrowright') return app.route.forward
  if (!command || event.altKey) return null
  if (key === 'k') return commands.search
  if (key === 's') return () => saved(app)
  if (key === 'p') return commands.export
  if (key === 'z' || key === 'y') return undoing(app, key === 'y' || event.shiftKey)
  const chapter = CHAPTERS[Number(key) - 1]
  const here = app.route.here
  if (chapter && here.page === 'proposal') return () => app.go({ ...here, chapter })
  return null
}

/** Inside a field with something half typed, Ctrl+Z belongs to the field. */
function undoing(app: App, again: boolean): (() => void) | null {
  if (isDrafting()) return null
  return () => void app.travel(again ? 'redo' : 'undo')
}

function saved(app: App): void {
  flushDrafts()
  void app.desk.settled().then(() => (app.said = t().shell.saved('')))
}

/** The next finding that asks for something, over the whole season. */
export async function nextFinding(app: App, backwards: boolean): Promise<void> {
  flushDrafts()
  const open = inOrder(app.desk.findings).filter(isOpen)
  const at = open.findIndex((f) => sameFinding(f, app.current))
  const next: Finding | undefined = backwards ? open[at <= 0 ? open.length - 1 : at - 1] : open[(at + 1) % Math.max(open.length, 1)]
  if (!next) {
    app.said = t().findings.done
    return
  }
  await app.jump(next)
}

/** Rail, top, form, panel, status: round and round. */
function nextPane(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('.pane')].filter((pane) => pane.offsetParent !== null)
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(at + (backwards ? -1 : 1) + panes.length) % panes.length]
  void tick().then(() => enter(next))
}

function enter(pane: HTMLElement | undefined): void {
  if (!pane) return
  const marked = pane.querySelector<HTMLElement>('a[aria-current], button[aria-current], [role="tab"][aria-selected="true"], h1[tabindex]')
  const target = marked ?? pane.querySelector<HTMLElement>('button, a[href], input, [tabindex="0"]') ?? pane
  target.focus()
}
