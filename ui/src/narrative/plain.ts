import type { Prose } from '../host/protocol'

/** The words of a document alone, exactly as Rust derives them (`Node::plain_text`). */
export function plainText(node: Prose): string {
  return inner(node).replace(/(?:(?!\uFEFF)[\s\u0085])+$/u, '')
}

function inner(node: Prose): string {
  const content = node.content ?? []
  switch (node.type) {
    case 'text':
      return node.text ?? ''
    case 'fact':
      return node.attrs?.shown ?? ''
    case 'hard_break':
      return '\n'
    case 'footnote':
      return `（${content.map(inner).join('')}）`
    case 'table_row':
      return content.map((cell) => plainText(cell).replaceAll('\n', ' ')).join('\t') + '\n'
    case 'list_item':
      return content.map(plainText).join('\n') + '\n'
    case 'doc':
    case 'table_header':
    case 'table_cell':
      return content.map(plainText).filter((block) => block !== '').join('\n\n')
    default:
      return content.map(inner).join('')
  }
}

/** A document of plain text: blank lines part paragraphs, single line feeds break lines. */
export function ofPlainText(text: string): Prose {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n').filter((block) => block.trim() !== '')
  const content = blocks.map((block): Prose => {
    const lines = block.replace(/^\n+|\n+$/g, '').split('\n')
    const inline = lines.flatMap((line, i): Prose[] => [
      ...(i > 0 ? [{ type: 'hard_break' } as Prose] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line } as Prose]),
    ])
    return inline.length > 0 ? { type: 'paragraph', content: inline } : { type: 'paragraph' }
  })
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

/**
 * Whether plain text says all that the document says: paragraphs and single line breaks, and nothing set. Such a
 * section is stored as text, so that its season stays readable by older programs.
 */
export function isPlain(document: Prose): boolean {
  return (document.content ?? []).every((block) => {
    if (block.type !== 'paragraph') return false
    const inline = block.content ?? []
    return inline.every((one, i) => {
      if (one.type === 'hard_break') return i > 0 && i < inline.length - 1 && inline[i + 1]?.type !== 'hard_break'
      return one.type === 'text' && !one.marks?.length && !one.text?.includes('\n')
    })
  })
}
