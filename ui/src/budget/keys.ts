/** What a pressed key means on the sheet, decided without a DOM so that it can be tested as pressed keys. */

export interface Press {
  readonly key: string
  readonly ctrl?: boolean
  readonly shift?: boolean
  readonly alt?: boolean
}

/** `nav`: the cell is chosen and its text selected; `edit`: the caret is in it. */
export type Mode = 'nav' | 'edit'

export type Action =
  | { do: 'move'; rows: number; columns: number; extend?: boolean }
  /** `home`/`end` of the row, `top`/`bottom` of the sheet, one screen `up`/`down`. */
  | { do: 'jump'; to: 'home' | 'end' | 'top' | 'bottom' | 'page_up' | 'page_down'; extend?: boolean }
  /** To the next cell in reading order; leaves the sheet at its ends. */
  | { do: 'tab'; back: boolean }
  | { do: 'edit' }
  | { do: 'cancel' }
  | { do: 'clear' }
  /** `from`: that many rows at the top are repeated over the rest; one where nothing is said. */
  | { do: 'fill'; towards: 'down' | 'right'; from?: number }
  | { do: 'select_all' }
  | { do: 'insert'; where: 'above' | 'below' }
  | { do: 'delete_rows' }
  | { do: 'move_rows'; by: -1 | 1 }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'open_list' }
  | { do: 'details' }
  | { do: 'leave'; back: boolean }

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** `null`: the key belongs to the cell's own input. No letter acts without Ctrl: zhuyin is typed with them. */
export function actionOf(press: Press, mode: Mode): Action | null {
  const { key, ctrl = false, shift = false, alt = false } = press
  switch (key) {
    case 'Enter':
      if (ctrl) return { do: 'insert', where: shift ? 'above' : 'below' }
      if (alt) return { do: 'details' }
      return { do: 'move', rows: shift ? -1 : 1, columns: 0 }
    case 'Tab':
      return ctrl || alt ? null : { do: 'tab', back: shift }
    case 'F2':
      return { do: 'edit' }
    case 'F6':
      return { do: 'leave', back: shift }
    case 'Escape':
      return { do: 'cancel' }
  }
  if (mode === 'edit') return editing(press)
  if (key in ARROWS) {
    const [rows, columns] = ARROWS[key]!
    if (alt && shift && rows !== 0) return { do: 'move_rows', by: rows < 0 ? -1 : 1 }
    if (alt) return key === 'ArrowDown' ? { do: 'open_list' } : null
    if (ctrl) {
      const to = key === 'ArrowUp' ? 'top' : key === 'ArrowDown' ? 'bottom' : key === 'ArrowLeft' ? 'home' : 'end'
      return { do: 'jump', to, extend: shift }
    }
    return { do: 'move', rows, columns, extend: shift }
  }
  if (alt) return null
  switch (key) {
    case 'Home':
      return { do: 'jump', to: ctrl ? 'top' : 'home', extend: shift }
    case 'End':
      return { do: 'jump', to: ctrl ? 'bottom' : 'end', extend: shift }
    case 'PageUp':
      return { do: 'jump', to: 'page_up', extend: shift }
    case 'PageDown':
      return { do: 'jump', to: 'page_down', extend: shift }
    case 'Delete':
      return ctrl ? { do: 'delete_rows' } : { do: 'clear' }
    case 'Backspace':
      return { do: 'clear' }
  }
  if (!ctrl) return null
  switch (key.toLowerCase()) {
    case 'a':
      return { do: 'select_all' }
    case 'd':
      return { do: 'fill', towards: 'down' }
    case 'r':
      return { do: 'fill', towards: 'right' }
    case 'z':
      return { do: shift ? 'redo' : 'undo' }
    case 'y':
      return { do: 'redo' }
    default:
      return null
  }
}

/** While the caret is in the cell, arrows and undo are the input's own. */
function editing({ key, alt }: Press): Action | null {
  if (alt && key === 'ArrowDown') return { do: 'open_list' }
  return null
}
