import { Schema, type AttributeSpec, type Node, type NodeSpec } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'
import type { NodeKind, Prose } from '../host/protocol'

/**
 * The closed schema of a narrative: the same as `crates/workspace/src/prose.rs`, node for node. `tests/suite/prose`
 * holds documents that both must judge alike.
 */
const number = (least: number, most: number): AttributeSpec['validate'] => (value) => {
  if (value !== null && !(Number.isInteger(value) && (value as number) >= least && (value as number) <= most)) {
    throw new RangeError(`${String(value)} is not between ${least} and ${most}`)
  }
}

const cell = tableNodes({ tableGroup: 'block', cellContent: '(paragraph | bullet_list | ordered_list)+', cellAttributes: {} })

const nodes: Record<NodeKind, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { validate: (value) => { if (![1, 2, 3].includes(value)) throw new RangeError(`level ${String(value)}`) } } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 3) } })),
    // Below the headings of the page and of the section itself.
    toDOM: (node) => [`h${Number(node.attrs['level']) + 2}`, { 'data-level': String(node.attrs['level']) }, 0],
  },
  bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: {
    content: '(paragraph | bullet_list | ordered_list)+',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  table: cell.table,
  table_row: { ...cell.table_row, content: '(table_cell | table_header)*' },
  table_cell: withinReason(cell.table_cell),
  table_header: withinReason(cell.table_header),
  figure: {
    group: 'block',
    content: 'inline*',
    isolating: true,
    draggable: true,
    attrs: { attachment: { validate: 'string' }, alt: { default: null, validate: 'string|null' }, width: { default: null, validate: number(10, 100) } },
    parseDOM: [
      {
        tag: 'figure[data-attachment]',
        contentElement: 'figcaption',
        getAttrs: (dom) => ({
          attachment: dom.dataset['attachment'],
          alt: dom.dataset['alt'] ?? null,
          width: dom.dataset['width'] ? Number(dom.dataset['width']) : null,
        }),
      },
    ],
    toDOM: ({ attrs }) => ['figure', { 'data-attachment': attrs['attachment'], 'data-alt': attrs['alt'], 'data-width': attrs['width'] }, ['figcaption', 0]],
  },
  footnote: {
    group: 'inline',
    inline: true,
    atom: true,
    content: '(text | fact)*',
    parseDOM: [{ tag: 'span[data-footnote]' }],
    toDOM: () => ['span', { 'data-footnote': '' }, 0],
  },
  fact: {
    group: 'inline',
    inline: true,
    atom: true,
    // In plain words too it is a figure, not a gap.
    leafText: (node) => String(node.attrs['shown'] ?? ''),
    marks: '',
    attrs: { fact: { validate: 'string' }, shown: { default: null, validate: 'string|null' } },
    parseDOM: [{ tag: 'span[data-fact]', getAttrs: (dom) => ({ fact: dom.dataset['fact'], shown: dom.textContent }) }],
    toDOM: ({ attrs }) => ['span', { 'data-fact': attrs['fact'] }, String(attrs['shown'] ?? '')],
  },
  hard_break: { group: 'inline', inline: true, selectable: false, leafText: () => '\n', parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  text: { group: 'inline' },
}

function withinReason(spec: NodeSpec): NodeSpec {
  return {
    ...spec,
    attrs: {
      colspan: { default: 1, validate: number(1, 65_535) },
      rowspan: { default: 1, validate: number(1, 65_535) },
      colwidth: { default: null },
    },
  }
}

export const schema = new Schema({
  nodes,
  marks: {
    strong: {
      parseDOM: [
        { tag: 'strong' },
        // Some word processors wrap everything in a <b> that is not bold.
        { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
        { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
      ],
      toDOM: () => ['strong', 0],
    },
    emphasis: { parseDOM: [{ tag: 'em' }, { style: 'text-emphasis-style', getAttrs: (value) => value !== 'none' && null }], toDOM: () => ['em', 0] },
    superscript: { excludes: 'superscript subscript', parseDOM: [{ tag: 'sup' }], toDOM: () => ['sup', 0] },
    subscript: { excludes: 'superscript subscript', parseDOM: [{ tag: 'sub' }], toDOM: () => ['sub', 0] },
  },
})

const ATTRS: Record<string, readonly string[]> = {
  heading: ['level'],
  table_cell: ['colspan', 'rowspan', 'colwidth'],
  table_header: ['colspan', 'rowspan', 'colwidth'],
  figure: ['attachment', 'alt', 'width'],
  fact: ['fact', 'shown'],
}
/** What is as good as not there. */
const DEFAULTS: Record<string, unknown> = { colspan: 1, rowspan: 1 }

/** The document that is stored, as the editor holds it; throws what the schema forbids. */
export function read(stored: Prose): Node {
  foreign(stored)
  const node = schema.nodeFromJSON(stored)
  if (node.type !== schema.nodes.doc) throw new RangeError('the root is no document')
  node.check()
  node.descendants((child) => {
    if (!child.isText && child.marks.length > 0) throw new RangeError('only words have marks')
  })
  return node
}

function foreign(node: Prose): void {
  const known = ATTRS[node.type] ?? []
  for (const name of Object.keys(node.attrs ?? {})) if (!known.includes(name)) throw new RangeError(`${node.type} has no ${name}`)
  node.content?.forEach(foreign)
}

/** The document as it is stored: nothing that is blank or as usual. `facts` = what live figures say now. */
export function written(node: Node, facts: ReadonlyMap<string, string> = new Map()): Prose {
  const out: Record<string, unknown> = { type: node.type.name }
  if (node.isText) {
    out['text'] = node.text
    if (node.marks.length > 0) out['marks'] = node.marks.map((mark) => ({ type: mark.type.name }))
    return out as unknown as Prose
  }
  const attrs = Object.entries(node.attrs).filter(([name, value]) => value !== null && value !== '' && value !== DEFAULTS[name])
  if (attrs.length > 0) out['attrs'] = Object.fromEntries(attrs)
  if (node.type === schema.nodes.fact) {
    const now = facts.get(node.attrs['fact'] as string)
    if (now !== undefined) out['attrs'] = { ...(out['attrs'] as object), shown: now }
  }
  if (node.childCount > 0) out['content'] = node.children.map((child) => written(child, facts))
  return out as unknown as Prose
}
