import { gapCursor } from 'prosemirror-gapcursor'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import type { Prose } from '../host/protocol'
import { ancestor, KEYS, type BlockName } from './commands'
import { cleaned, type Dropped } from './paste'
import { read, schema, written } from './schema'
import { FactView, FigureView, NoteView, type Sources } from './views'

/** What the toolbar shows of the place where the caret stands. */
export interface Standing {
  block: BlockName | null
  marks: ReadonlySet<string>
  list: 'bullet_list' | 'ordered_list' | null
  inTable: boolean
  figure: { alt: string; width: number | null } | null
  /** Words of the footnotes, in order. */
  notes: readonly string[]
  /** Which block of the section, from 0. */
  index: number
}

export interface Terms extends Sources {
  /** The section is there to be read. */
  readOnly: boolean
  /** Something was written, and nothing of it is half composed. */
  changed: () => void
  /** Something is about to be pasted or dropped, and then was: a step of its own. */
  pasting: () => void
  pasted: () => void
  stands: (standing: Standing) => void
  undo: (again: boolean) => void
  files: (files: File[]) => void
  dropped: (what: Dropped[]) => void
  toToolbar: () => void
  left: () => void
}

/**
 * One section in ProseMirror. It holds no history: every settled change becomes an edit of the season, and undo brings
 * a document that is shown here. **Nothing is written into the page while an input method composes.**
 */
export class NarrativeEditor {
  readonly view: EditorView
  readonly #terms: Terms
  readonly #facts = new Set<FactView>()

  constructor(place: HTMLElement, document: Prose, attributes: Record<string, string>, terms: Terms) {
    this.#terms = terms
    this.view = new EditorView(place, {
      state: EditorState.create({
        doc: read(document),
        plugins: [keymap(KEYS), gapCursor(), tableEditing()],
      }),
      attributes,
      nodeViews: {
        fact: (node) => new FactView(node, terms, this.#facts),
        footnote: (node) => new NoteView(node, terms),
        figure: (node) => new FigureView(node, terms),
      },
      editable: () => !terms.readOnly,
      dispatchTransaction: (tr) => this.#dispatch(tr),
      handleKeyDown: (_, event) => this.#key(event),
      handlePaste: (_, event) => this.#takeFiles(event.clipboardData),
      handleDrop: (_, event) => this.#takeFiles(event.dataTransfer),
      transformPastedHTML: (html) => this.#clean(html),
      handleDOMEvents: {
        compositionend: () => this.#composed(),
        blur: () => {
          terms.left()
          return false
        },
      },
    })
    // What the editor took is not the window's any more (Ctrl+Shift+8 is no chapter).
    place.addEventListener('keydown', (event) => {
      if (event.defaultPrevented) event.stopPropagation()
    })
    this.#tell()
  }

  get composing(): boolean {
    return this.view.composing
  }

  /** As it is stored; live figures as they are now. */
  document(facts?: ReadonlyMap<string, string>): Prose {
    return written(this.view.state.doc, facts)
  }

  /** Shows another state of the section: only what differs is put in, and the caret goes there. */
  show(document: Prose): void {
    // What is being composed is newer: the edit that follows it holds the whole section.
    if (this.composing) return
    const before = this.view.state.doc
    const after = read(document)
    const start = before.content.findDiffStart(after.content)
    const end = before.content.findDiffEnd(after.content)
    if (start === null || !end) return
    const overlap = Math.max(0, start - Math.min(end.a, end.b))
    const [a, b] = [end.a + overlap, end.b + overlap]
    let tr = this.view.state.tr.replace(start, a, after.slice(start, b))
    // Where the pieces do not fit together again, the whole is put in.
    if (!tr.doc.eq(after)) tr = this.view.state.tr.replaceWith(0, before.content.size, after.content)
    const caret = Math.min(b, tr.doc.content.size)
    this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret), -1)).setMeta(SHOWN, true))
  }

  /** Live figures changed. */
  refresh(): void {
    if (!this.composing) this.#facts.forEach((view) => view.refresh())
  }

  run(command: Command): boolean {
    const done = command(this.view.state, this.view.dispatch, this.view)
    this.view.focus()
    return done
  }

  focus(): void {
    this.view.focus()
    this.view.dispatch(this.view.state.tr.scrollIntoView())
  }

  /** Puts the caret into the heading of this number. */
  goToHeading(index: number): void {
    const at = places(this.view.state.doc, 'heading')[index]
    if (at === undefined) return
    const { state } = this.view
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at + 1))).scrollIntoView())
    this.view.focus()
    const dom = this.view.nodeDOM(at)
    if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' })
  }

  /** The number of the footnote just before the caret, if there is one. */
  noteAtCaret(): number {
    const { selection, doc } = this.view.state
    return places(doc, 'footnote').indexOf(selection.from - (selection.$from.nodeBefore?.nodeSize ?? 0))
  }

  setNote(index: number, text: string): void {
    const { state } = this.view
    const at = places(state.doc, 'footnote')[index]
    const note = at === undefined ? null : state.doc.nodeAt(at)
    if (at === undefined || !note || note.textContent === text) return
    const tr = state.tr.replaceWith(at + 1, at + note.nodeSize - 1, text === '' ? [] : schema.text(text))
    this.view.dispatch(tr)
  }

  removeNote(index: number): void {
    const { state } = this.view
    const at = places(state.doc, 'footnote')[index]
    const note = at === undefined ? null : state.doc.nodeAt(at)
    if (at !== undefined && note) this.view.dispatch(state.tr.delete(at, at + note.nodeSize))
  }

  /** Back into the text, behind the footnote. */
  leaveNote(index: number): void {
    const { state } = this.view
    const at = places(state.doc, 'footnote')[index]
    const note = at === undefined ? null : state.doc.nodeAt(at)
    if (at !== undefined && note) {
      this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at + note.nodeSize)).scrollIntoView())
    }
    this.view.focus()
  }

  destroy(): void {
    this.view.destroy()
  }

  #dispatch(tr: Transaction): void {
    this.view.updateState(this.view.state.apply(tr))
    this.#tell()
    if (!tr.docChanged || tr.getMeta(SHOWN) || this.view.composing) return
    this.#terms.changed()
    if (tr.getMeta('paste') || tr.getMeta('uiEvent') === 'drop') this.#terms.pasted()
  }

  #composed(): boolean {
    // ProseMirror reads what was composed a moment later.
    setTimeout(() => {
      if (this.view.isDestroyed || this.view.composing) return
      this.#terms.changed()
      this.refresh()
    }, 60)
    return false
  }

  #key(event: KeyboardEvent): boolean {
    if (event.isComposing || event.keyCode === 229) return false
    const key = event.key.toLowerCase()
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === 'z' || key === 'y')) {
      // The window would undo a second time.
      event.stopPropagation()
      this.#terms.undo(key === 'y' || event.shiftKey)
      return true
    }
    if (event.altKey && key === 'f10') {
      this.#terms.toToolbar()
      return true
    }
    return false
  }

  #takeFiles(data: DataTransfer | null): boolean {
    this.#terms.pasting()
    const isTaken = (file: File) => /^image\/(png|jpeg)$/.test(file.type) || /\.docx$/i.test(file.name)
    const pictures = [...(data?.files ?? [])].filter(isTaken)
    // Word puts a picture of the words beside the words.
    if (pictures.length === 0 || data?.types.includes('text/html')) return false
    this.#terms.files(pictures)
    return true
  }

  #clean(html: string): string {
    const { html: kept, dropped } = cleaned(html)
    if (dropped.length > 0) this.#terms.dropped(dropped)
    return kept
  }

  #tell(): void {
    const { state } = this.view
    const { $from, empty } = state.selection
    const marks = empty ? (state.storedMarks ?? $from.marks()) : schemaMarks(state)
    const figure = ancestor(state, [schema.nodes.figure!])
    const list = ancestor(state, [schema.nodes.bullet_list!, schema.nodes.ordered_list!])
    const parent = $from.parent
    this.#terms.stands({
      block: parent.type === schema.nodes.heading ? (`heading${Number(parent.attrs['level'])}` as BlockName) : parent.type === schema.nodes.paragraph ? 'paragraph' : null,
      marks: new Set(marks.map((mark) => mark.type.name)),
      list: (list?.node.type.name as Standing['list']) ?? null,
      inTable: ancestor(state, [schema.nodes.table!]) !== null,
      figure: figure ? { alt: (figure.node.attrs['alt'] as string | null) ?? '', width: figure.node.attrs['width'] as number | null } : null,
      notes: notesOf(state.doc),
      index: state.selection.$from.index(0),
    })
  }
}

const SHOWN = 'shown from outside'

function schemaMarks(state: EditorState) {
  const { from, to } = state.selection
  return Object.values(schema.marks).filter((type) => state.doc.rangeHasMark(from, to, type)).map((type) => type.create())
}

// Looked for once a document: every key asks.
const found = new WeakMap<Node, Map<string, number[]>>()

function places(doc: Node, type: string): number[] {
  let all = found.get(doc)
  if (!all) {
    const map = new Map<string, number[]>([['heading', []], ['footnote', []]])
    doc.descendants((node, pos) => void map.get(node.type.name)?.push(pos))
    found.set(doc, map)
    all = map
  }
  return all.get(type) ?? []
}

function notesOf(doc: Node): string[] {
  return places(doc, 'footnote').map((at) => doc.nodeAt(at)?.textContent ?? '')
}
