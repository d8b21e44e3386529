/** The little Markdown that the rules' explanations use, as plain values: nothing is ever inserted as HTML. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'item' | 'quote'
  runs: Run[]
}
export interface Run {
  text: string
  strong: boolean
  code: boolean
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  for (const part of markdown.replaceAll('\r', '').split(/\n{2,}/)) {
    let open: Block | null = null
    for (const line of part.split('\n')) {
      const text = line.trim()
      if (text === '' || /^```/.test(text)) continue
      const start = /^(#{1,6} |[-*] |\d+[.)] |> )/.exec(text)?.[1] ?? ''
      const kind = start.startsWith('#') ? 'heading' : start.startsWith('>') ? 'quote' : start ? 'item' : 'paragraph'
      const runs = runsOf(text.slice(start.length))
      if (open && kind === 'paragraph') open.runs.push(...runs)
      else blocks.push((open = { kind, runs }))
      if (kind === 'heading') open = null
    }
  }
  return blocks
}

function runsOf(text: string): Run[] {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const strong = piece.startsWith('**') && piece.length > 4
      const code = piece.startsWith('`') && piece.length > 2
      return { text: strong ? piece.slice(2, -2) : code ? piece.slice(1, -1) : piece, strong, code }
    })
}
