import { baseKeymap, chainCommands, setBlockType, toggleMark } from 'prosemirror-commands'
import { Fragment, type Node, type NodeType } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { goToNextCell } from 'prosemirror-tables'
import { schema } from './schema'

const { paragraph, heading, bullet_list, ordered_list, list_item, table, table_row, table_cell, table_header, figure, footnote, fact, hard_break } = schema.nodes
const { strong, emphasis, superscript, subscript } = schema.marks

export type BlockName = 'paragraph' | 'heading1' | 'heading2' | 'heading3'
export const BLOCKS: readonly BlockName[] = ['paragraph', 'heading1', 'heading2', 'heading3']

export function setBlock(name: BlockName): Command {
  return name === 'paragraph' ? setBlockType(paragraph!) : setBlockType(heading!, { level: Number(name.at(-1)) })
}

export const mark = {
  strong: toggleMark(strong!),
  emphasis: toggleMark(emphasis!),
  superscript: toggleMark(superscript!),
  subscript: toggleMark(subscript!),
}

/** Into a list, out of it, or from one kind to the other. */
function list(type: NodeType, other: NodeType): Command {
  return (state, dispatch, view) => {
    const at = ancestor(state, [type, other])
    if (!at) return wrapInList(type)(state, dispatch)
    if (at.node.type === type) return liftListItem(list_item!)(state, dispatch, view)
    dispatch?.(state.tr.setNodeMarkup(at.pos, type))
    return true
  }
}

export const bullets = list(bullet_list!, ordered_list!)
export const numbers = list(ordered_list!, bullet_list!)
export const indent = sinkListItem(list_item!)
export const outdent = liftListItem(list_item!)

/** After the block at the top in which the caret stands; an empty paragraph gives way. */
function insertBlock(block: Node, caret: (at: number) => number): Command {
  return (state, dispatch) => {
    if (!dispatch) return true
    const { $from } = state.selection
    const top = $from.depth > 0 ? $from.node(1) : null
    const gives = top?.type === paragraph && top.content.size === 0
    const from = $from.depth > 0 ? (gives ? $from.before(1) : $from.after(1)) : $from.pos
    const to = gives ? $from.after(1) : from
    const last = to === state.doc.content.size
    // There is always somewhere to write on.
    const tr = state.tr.replaceWith(from, to, last ? Fragment.from([block, paragraph!.create()]) : block)
    dispatch(select(tr, caret(from)).scrollIntoView())
    return true
  }
}

function select(tr: Transaction, pos: number): Transaction {
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size))))
}

export function insertTable(rows: number, columns: number): Command {
  const row = (type: NodeType) => table_row!.create(null, Array.from({ length: columns }, () => type.createAndFill()!))
  const all = Array.from({ length: rows }, (_, i) => row(i === 0 ? table_header! : table_cell!))
  return insertBlock(table!.create(null, all), (at) => at + 4)
}

export function insertFigure(attachment: string): Command {
  return insertBlock(figure!.create({ attachment }), (at) => at + 1)
}

export const insertFootnote: Command = (state, dispatch) => {
  const { $to } = state.selection
  if (!$to.parent.inlineContent || $to.parent.type === footnote) return false
  dispatch?.(state.tr.insert($to.pos, footnote!.create()))
  return true
}

export function insertFact(key: string, shown: string): Command {
  return (state, dispatch) => {
    if (!state.selection.$from.parent.inlineContent) return false
    dispatch?.(state.tr.replaceSelectionWith(fact!.create({ fact: key, shown }), false).scrollIntoView())
    return true
  }
}

export const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false
  dispatch?.(state.tr.replaceSelectionWith(hard_break!.create()).scrollIntoView())
  return true
}

/** A caption is one line: Enter goes on below the picture. */
const leaveFigure: Command = (state, dispatch) => {
  const at = ancestor(state, [figure!])
  if (!at) return false
  const after = at.pos + at.node.nodeSize
  dispatch?.(select(state.tr.insert(after, paragraph!.create()), after + 1).scrollIntoView())
  return true
}

/** The nearest node of these types around the selection, or the selected one itself. */
export function ancestor(state: EditorState, types: readonly NodeType[]): { node: Node; pos: number } | null {
  const { selection } = state
  if (selection instanceof NodeSelection && types.includes(selection.node.type)) return { node: selection.node, pos: selection.from }
  for (let depth = selection.$from.depth; depth > 0; depth -= 1) {
    const node = selection.$from.node(depth)
    if (types.includes(node.type)) return { node, pos: selection.$from.before(depth) }
  }
  return null
}

/** What of the caption, the picture's words and its width is changed. */
export function setFigure(attrs: { alt?: string; width?: number | null }): Command {
  return (state, dispatch) => {
    const at = ancestor(state, [figure!])
    if (!at) return false
    const tr = state.tr.setNodeMarkup(at.pos, null, { ...at.node.attrs, ...attrs })
    if (state.selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, at.pos))
    dispatch?.(tr)
    return true
  }
}

/** Takes the nearest picture or table away, whole. */
export function removeAround(kind: 'figure' | 'table'): Command {
  return (state, dispatch) => {
    const at = ancestor(state, [schema.nodes[kind]!])
    if (!at) return false
    const alone = state.doc.childCount === 1
    const tr = alone ? state.tr.replaceWith(at.pos, at.pos + at.node.nodeSize, paragraph!.create()) : state.tr.delete(at.pos, at.pos + at.node.nodeSize)
    dispatch?.(select(tr, at.pos).scrollIntoView())
    return true
  }
}

/** Keys of the editor. None is a single letter, and none of the window's own. */
export const KEYS: Record<string, Command> = {
  ...baseKeymap,
  'Mod-b': mark.strong,
  'Mod-i': mark.emphasis,
  'Mod-.': mark.superscript,
  'Mod-,': mark.subscript,
  'Mod-Alt-0': setBlock('paragraph'),
  'Mod-Alt-1': setBlock('heading1'),
  'Mod-Alt-2': setBlock('heading2'),
  'Mod-Alt-3': setBlock('heading3'),
  'Mod-Shift-7': numbers,
  'Mod-Shift-8': bullets,
  'Mod-]': indent,
  'Mod-[': outdent,
  'Shift-Enter': breakLine,
  Enter: chainCommands(leaveFigure, splitListItem(list_item!), baseKeymap['Enter']!),
  // Between cells only: elsewhere Tab leaves the editor, so that nobody is caught in it.
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
}
