import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** What the views of nodes need from outside. */
export interface Sources {
  value: (fact: string) => string | undefined
  factName: (fact: string) => string
  noteName: () => string
  picture: (attachment: string) => Promise<string>
  pictureName: (attachment: string) => string
  blankCaption: () => string
}

/** A live figure shows what the season says now, whatever the document last showed. */
export class FactView implements NodeView {
  readonly dom = document.createElement('span')
  #node: Node
  readonly #from: Sources
  readonly #all: Set<FactView>

  constructor(node: Node, from: Sources, all: Set<FactView>) {
    this.#node = node
    this.#from = from
    this.#all = all
    this.dom.className = 'fact'
    this.dom.contentEditable = 'false'
    all.add(this)
    this.refresh()
  }

  refresh(): void {
    const key = this.#node.attrs['fact'] as string
    const text = this.#from.value(key) ?? (this.#node.attrs['shown'] as string | null) ?? '…'
    if (this.dom.textContent !== text) this.dom.textContent = text
    this.dom.title = this.#from.factName(key)
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.refresh()
    return true
  }

  destroy(): void {
    this.#all.delete(this)
  }

  ignoreMutation(): boolean {
    return true
  }
}

/** The number of a footnote; its words stand below the text. */
export class NoteView implements NodeView {
  readonly dom = document.createElement('sup')
  readonly #node: Node

  constructor(node: Node, from: Sources) {
    this.#node = node
    this.dom.className = 'note'
    this.dom.contentEditable = 'false'
    this.dom.title = from.noteName()
  }

  update(node: Node): boolean {
    return node.type === this.#node.type
  }

  ignoreMutation(): boolean {
    return true
  }
}

/** A picture with its caption below. */
export class FigureView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly contentDOM = document.createElement('figcaption')
  readonly #frame = document.createElement('div')
  #node: Node
  readonly #from: Sources

  constructor(node: Node, from: Sources) {
    this.#node = node
    this.#from = from
    this.#frame.className = 'frame'
    this.#frame.contentEditable = 'false'
    this.dom.append(this.#frame, this.contentDOM)
    this.#load()
    this.#dress()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const other = node.attrs['attachment'] !== this.#node.attrs['attachment']
    this.#node = node
    if (other) this.#load()
    this.#dress()
    return true
  }

  selectNode(): void {
    this.dom.classList.add('chosen')
  }

  deselectNode(): void {
    this.dom.classList.remove('chosen')
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    // Only the words of the caption are the document's; how the caption is dressed is this view's.
    return mutation.type === 'attributes' || !this.contentDOM.contains(mutation.target)
  }

  #dress(): void {
    this.#frame.style.width = `${Number(this.#node.attrs['width'] ?? 100)}%`
    const image = this.#frame.querySelector('img')
    if (image) image.alt = (this.#node.attrs['alt'] as string | null) ?? ''
    this.contentDOM.dataset['blank'] = this.#from.blankCaption()
    this.contentDOM.classList.toggle('blank', this.#node.content.size === 0)
  }

  #load(): void {
    const attachment = this.#node.attrs['attachment'] as string
    const name = document.createElement('span')
    name.className = 'missing'
    name.textContent = this.#from.pictureName(attachment)
    this.#frame.replaceChildren(name)
    this.#from.picture(attachment).then(
      (source) => {
        if (this.#node.attrs['attachment'] !== attachment) return
        const image = document.createElement('img')
        image.src = source
        image.draggable = false
        this.#frame.replaceChildren(image)
        this.#dress()
      },
      // The frame keeps the name of the file: the text goes on without its picture.
      () => {},
    )
  }
}
