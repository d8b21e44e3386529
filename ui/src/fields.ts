import type { Attachment } from 'svelte/attachments'
import { tick } from 'svelte'
import type { FieldPath } from './host/protocol'
import { isWithin, segments, path } from './path'

const elements = new Map<FieldPath, HTMLElement>()
const claims = new Map<FieldPath, (at: FieldPath) => boolean>()

/** `{@attach field(at)}`: this element shows the place `at`, and takes the focus for it. */
export function field(at: FieldPath): Attachment<HTMLElement> {
  return (element) => {
    elements.set(at, element)
    return () => {
      if (elements.get(at) === element) elements.delete(at)
    }
  }
}

/** The place that an element shows, or that the nearest element around it shows. */
export function placeAround(element: Element | null): FieldPath | null {
  const shown = new Map<Element, FieldPath>([...elements].map(([place, at]) => [at, place]))
  for (let up = element; up; up = up.parentElement) {
    const place = shown.get(up)
    if (place !== undefined) return place
  }
  return null
}

/** Everything below `at` is focused by `focus` (a sheet with cells of its own); answers how to give it back. */
export function claim(at: FieldPath, focus: (at: FieldPath) => boolean): () => void {
  claims.set(at, focus)
  return () => {
    if (claims.get(at) === focus) claims.delete(at)
  }
}

/** Focuses what shows the place, or what is nearest to it; answers what shows it, `null` = nothing does. */
export async function reveal(at: FieldPath): Promise<HTMLElement | null> {
  await tick()
  for (const [place, focus] of claims) if (isWithin(at, place) && focus(at)) return focused()
  const element = nearest(at)
  if (!element) return null
  for (let up: HTMLElement | null = element; up; up = up.parentElement) {
    if (up instanceof HTMLDetailsElement) up.open = true
  }
  element.scrollIntoView({ block: 'center' })
  const target = focusable(element)
  target.focus({ preventScroll: true })
  return element
}

/** A sheet or an editor takes the focus in its own time. */
async function focused(): Promise<HTMLElement | null> {
  await tick()
  await new Promise((drawn) => setTimeout(drawn, 60))
  const taker = document.activeElement as HTMLElement | null
  return taker?.closest<HTMLElement>('[role="gridcell"], .prose') ?? taker
}

let unmark: (() => void) | null = null

/** Marks what just changed, until the next key or click, or for a few seconds. */
export function mark(element: HTMLElement): void {
  unmark?.()
  const shown = element.closest<HTMLElement>('.field') ?? element
  shown.dataset['changed'] = ''
  const ends = ['keydown', 'pointerdown'] as const
  const end = () => {
    clearTimeout(timer)
    ends.forEach((name) => removeEventListener(name, end, true))
    delete shown.dataset['changed']
    unmark = null
  }
  const timer = setTimeout(end, 6000)
  ends.forEach((name) => addEventListener(name, end, true))
  unmark = end
}

function nearest(at: FieldPath): HTMLElement | undefined {
  const exact = elements.get(at)
  if (exact) return exact
  for (const [place, element] of elements) if (isWithin(place, at)) return element
  const parts = segments(at)
  while (parts.length > 1) {
    parts.pop()
    const up = elements.get(path(...parts))
    if (up) return up
  }
  return undefined
}

function focusable(element: HTMLElement): HTMLElement {
  const control = 'input, select, textarea, button, a[href], [tabindex]'
  if (element.matches(control)) return element
  const inner = element.querySelector<HTMLElement>(control)
  if (inner) return inner
  element.tabIndex = -1
  return element
}
