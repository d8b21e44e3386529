import { tick } from 'svelte'
import type { App } from '../app.svelte'
import type { Finding } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { CHAPTERS } from '../route.svelte'
import { keys } from '../shared/compose'
import { dialogIsOpen } from '../shared/dialog'
import { flushDrafts, isDrafting } from '../shared/draft.svelte'
import { inOrder, isOpen, sameFinding } from '../standing'
import { actions, isKey, type Action } from './actions'

/** What the frame can be asked to do. */
export interface Commands {
  search: () => void
  export: () => void
  panel: () => void
  showPanel: () => void
  preview: () => void
}

/** The keys of the whole window. No single letters: with zhuyin every letter and digit is text. */
export function shortcuts(app: App, commands: Commands): (event: KeyboardEvent) => void {
  return keys((event) => {
    // What a sheet or an editor took is not the window's any more.
    if (event.defaultPrevented || dialogIsOpen()) return
    const act = chapter(app, event) ?? pressed(actions(app, commands), event)
    if (!act) return
    event.preventDefault()
    act()
  })
}

/** What a key press asks for. */
export function pressed(all: readonly Action[], event: KeyboardEvent): (() => void) | null {
  const action = all.find((one) => one.keys?.some((key) => isKey(event, key)))
  // The field itself knows what it was typed; its own undo is not ours to stop.
  if (!action || ((action.id === 'undo' || action.id === 'redo') && isDrafting())) return null
  return action.run
}

/** Ctrl+1…8 within a proposal. */
function chapter(app: App, event: KeyboardEvent): (() => void) | null {
  const here = app.route.here
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || here.page !== 'proposal') return null
  const name = CHAPTERS[Number(event.key) - 1]
  return name ? () => app.go({ ...here, chapter: name }) : null
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
export function nextPane(backwards: boolean): void {
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
