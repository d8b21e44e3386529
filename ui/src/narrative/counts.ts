import type { NodeKind, Prose } from '../host/protocol'

export const COUNTED = ['heading', 'paragraph', 'list', 'table', 'figure', 'footnote', 'fact'] as const
export type Counted = (typeof COUNTED)[number]

/** How much of each kind a document has; paragraphs in lists and cells belong to those. */
export function counts(document: Prose): Record<Counted, number> {
  const found: Record<Counted, number> = { heading: 0, paragraph: 0, list: 0, table: 0, figure: 0, footnote: 0, fact: 0 }
  const kinds: Partial<Record<NodeKind, Counted>> = { heading: 'heading', list_item: 'list', table: 'table', figure: 'figure', footnote: 'footnote', fact: 'fact' }
  function walk(node: Prose, isTop: boolean) {
    const kind = node.type === 'paragraph' && isTop ? 'paragraph' : kinds[node.type]
    if (kind) found[kind] += 1
    node.content?.forEach((child) => walk(child, node.type === 'doc'))
  }
  walk(document, false)
  return found
}
