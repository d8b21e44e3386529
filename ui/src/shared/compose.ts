import type { Attachment } from 'svelte/attachments'

/**
 * Whether a key belongs to the input method. WebKit sends the Enter that confirms a composition after the composition
 * has ended, with `isComposing` false; the key code still tells.
 */
export function imeOwns(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** A key handler that never acts while an input method composes. */
export function keys(act: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!imeOwns(event)) act(event)
  }
}

/**
 * `{@attach composed(tell, hold)}`: tells the text as it stands, but not what is half composed; `hold` is told the text over
 * which a composition begins.
 */
export function composed(tell: (text: string) => void, hold?: (text: string) => void): Attachment<HTMLInputElement | HTMLTextAreaElement> {
  return (element) => {
    let composing = false
    const started = () => {
      composing = true
      hold?.(element.value)
    }
    const ended = () => {
      composing = false
      tell(element.value)
    }
    const typed = (event: Event) => {
      if (!composing && !(event as InputEvent).isComposing) tell(element.value)
    }
    element.addEventListener('compositionstart', started)
    element.addEventListener('compositionend', ended)
    element.addEventListener('input', typed)
    return () => {
      element.removeEventListener('compositionstart', started)
      element.removeEventListener('compositionend', ended)
      element.removeEventListener('input', typed)
    }
  }
}

let under = false

/** Whether an input method composes anywhere in the window: for what comes by another way than a key. */
export function composing(): boolean {
  return under
}

if (typeof document !== 'undefined') {
  document.addEventListener('compositionstart', () => (under = true), true)
  document.addEventListener('compositionend', () => (under = false), true)
}
