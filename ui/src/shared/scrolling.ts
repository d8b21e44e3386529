import type { Attachment } from 'svelte/attachments'

/** What can be reached by Tab. */
const REACHED = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/**
 * `{@attach scrolling}`: what scrolls can be scrolled by keyboard. A box that is longer or wider than its place becomes a stop of the
 * Tab key, but only while it is so and holds nothing else to stop at: nobody steps through boxes that show everything.
 */
export const scrolling: Attachment<HTMLElement> = (box) => {
  const settle = () => {
    const cut = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1
    const stops = cut && box.querySelector(REACHED) === null
    // Its own attribute is watched too: written anew each time, it would call this for ever.
    if (stops === box.hasAttribute('tabindex')) return
    if (stops) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  }
  // What is inside grows without the box changing its size: both are watched.
  const sizes = new ResizeObserver(settle)
  const contents = new MutationObserver(settle)
  sizes.observe(box)
  for (const child of box.children) sizes.observe(child)
  contents.observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'href', 'tabindex'] })
  settle()
  return () => {
    sizes.disconnect()
    contents.disconnect()
  }
}
