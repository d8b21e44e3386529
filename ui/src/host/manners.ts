/** What a browser's engine does by itself and a program does not: reloading the page, its tools, its own search and menu. */

const RELOAD = (key: string, ctrl: boolean) => key === 'f5' || (ctrl && key === 'r')
const TOOLS = (key: string, ctrl: boolean, shift: boolean, alt: boolean) => key === 'f12' || (ctrl && (shift || alt) && ['i', 'j', 'c'].includes(key))
/** View source, save, open, downloads, history, find again, browse by caret. */
const OTHERS = (key: string, ctrl: boolean) => (ctrl && ['u', 'g', 'j', 'o', 'd', 'h'].includes(key)) || key === 'f3' || key === 'f7'

/** Whether the engine would do something of its own with this key. */
export function isEngines(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): boolean {
  const key = event.key.toLowerCase()
  const ctrl = event.ctrlKey || event.metaKey
  return RELOAD(key, ctrl) || TOOLS(key, ctrl, event.shiftKey, event.altKey) || OTHERS(key, ctrl)
}

/**
 * Takes these away from the engine. What a page makes of such a key (Ctrl+D fills down) it still makes: the key goes on,
 * only the engine's own answer is withheld. The menu stays where text can be cut and pasted.
 */
export function settle(target: Window): void {
  target.addEventListener('keydown', (event) => {
    if (isEngines(event)) event.preventDefault()
  })
  target.addEventListener('contextmenu', (event) => {
    const at = event.target as Element | null
    if (!at?.closest('input, textarea, [contenteditable]') && target.getSelection()?.isCollapsed !== false) event.preventDefault()
  })
}
