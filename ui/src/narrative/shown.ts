import { DOMSerializer } from 'prosemirror-model'
import type { Prose, WordPicture } from '../host/protocol'
import { read, schema } from './schema'

/** A document to look at: what the editor would show, with pictures by their names. */
export function shown(document: Prose, pictures: readonly WordPicture[], named: (name: string) => string): DocumentFragment {
  const fragment = DOMSerializer.fromSchema(schema).serializeFragment(read(document).content) as DocumentFragment
  for (const figure of fragment.querySelectorAll<HTMLElement>('figure[data-attachment]')) {
    const name = pictures.find((one) => one.attachment === figure.dataset['attachment'])?.name ?? ''
    const box = window.document.createElement('p')
    box.className = 'picture'
    box.textContent = named(name)
    figure.prepend(box)
  }
  return fragment
}
