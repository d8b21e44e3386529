import type { Attachment } from 'svelte/attachments'
import { keys } from '../shared/compose'

/**
 * `{@attach roving(back)}`: of a toolbar's controls one takes Tab, the arrows go to the others, Escape goes `back`.
 * Controls that come and go (tools of lists) are found when a key is pressed.
 */
export function roving(back: () => void): Attachment<HTMLElement> {
  return (bar) => {
    const tools = () => [...bar.querySelectorAll<HTMLElement>('.tool')].filter((tool) => tool.offsetParent !== null)
    const choose = (tool: HTMLElement | undefined) => {
      if (tool) for (const one of bar.querySelectorAll<HTMLElement>('.tool')) one.tabIndex = one === tool ? 0 : -1
    }
    const onkeydown = keys((event) => {
      const all = tools()
      const at = all.indexOf(document.activeElement as HTMLElement)
      if (at < 0) return
      if (event.key === 'Escape') back()
      else {
        const to: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }
        if (!(event.key in to)) return
        const next = all[(to[event.key]! + all.length) % all.length]
        choose(next)
        next?.focus()
      }
      event.preventDefault()
      event.stopPropagation()
    })
    const onfocusin = (event: FocusEvent) => choose(tools().find((tool) => tool === event.target))
    bar.addEventListener('keydown', onkeydown)
    bar.addEventListener('focusin', onfocusin)
    choose(bar.querySelector<HTMLElement>('.tool') ?? undefined)
    // The one that takes Tab may go away with what it was for.
    const watch = new MutationObserver(() => {
      if (!bar.querySelector('.tool[tabindex="0"]')) choose(tools()[0])
    })
    watch.observe(bar, { childList: true, subtree: true })
    return () => {
      watch.disconnect()
      bar.removeEventListener('keydown', onkeydown)
      bar.removeEventListener('focusin', onfocusin)
    }
  }
}
