/**
 * Blocks of cells as spreadsheets put them on the clipboard: tab-separated text with quoted cells, and an HTML table
 * that also tells which cells were merged.
 */

export interface PastedCell {
  readonly text: string
  /** Covered by a merged cell: the text of that cell, which counts for words and never for amounts. */
  readonly covered?: boolean
}
export type Block = readonly (readonly PastedCell[])[]

/** The block on the clipboard; the HTML form wins where it has a table, for it knows about merged cells. */
export function readBlock(clipboard: { html: string; text: string }): Block {
  const table = /<table[\s>]/i.test(clipboard.html) ? readTable(clipboard.html) : null
  return table ?? readTabbed(clipboard.text)
}

/** Tab-separated cells; a cell in quotes may hold tabs, line ends and doubled quotes. */
export function readTabbed(text: string): Block {
  const rows: string[][] = [[]]
  let cell = ''
  let at = 0
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  while (at <= body.length) {
    const sign = body[at]
    const closing = sign === '"' && cell === '' ? closingQuote(body, at) : -1
    if (closing > 0) {
      cell = body.slice(at + 1, closing).replaceAll('""', '"')
      at = closing + 1
      continue
    }
    if (sign === '\t' || sign === '\n' || sign === undefined) {
      rows.at(-1)!.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else {
      cell += sign
    }
    at += 1
  }
  return rows.map((row) => row.map((value) => ({ text: value })))
}

/** The quote that ends the cell begun at `from`; -1 where the quote is just a sign in a text (「"甲" 計畫」). */
function closingQuote(body: string, from: number): number {
  for (let at = from + 1; at < body.length; at += 1) {
    if (body[at] !== '"') continue
    if (body[at + 1] === '"') {
      at += 1
      continue
    }
    const next = body[at + 1]
    return next === undefined || next === '\t' || next === '\n' ? at : -1
  }
  return -1
}

/** The first table of the HTML; scripts in it never run, for the parsed document has no window. */
function readTable(html: string): Block | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const grid: PastedCell[][] = []
  ;[...table.querySelectorAll('tr')].forEach((tr, r) => {
    grid[r] ??= []
    let c = 0
    for (const td of tr.querySelectorAll('td, th')) {
      while (grid[r]![c]) c += 1
      const text = cellText(td)
      const [height, width] = [span(td, 'rowspan'), span(td, 'colspan')]
      for (let dr = 0; dr < height; dr += 1) {
        for (let dc = 0; dc < width; dc += 1) {
          ;(grid[r + dr] ??= [])[c + dc] = dr || dc ? { text, covered: true } : { text }
        }
      }
      c += width
    }
  })
  const width = Math.max(0, ...grid.map((row) => row.length))
  return grid.length === 0 || width === 0
    ? null
    : grid.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? { text: '' }))
}

function cellText(cell: Element): string {
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n')
  return (cell.textContent ?? '').replaceAll('\u00a0', ' ').trim()
}

/** No sheet has more; a hostile span must not make a million cells. */
const WIDEST_SPAN = 1000

function span(cell: Element, name: string): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), WIDEST_SPAN) : 1
}

/** What is put on the clipboard, so that Excel takes it cell by cell. */
export function writeBlock(rows: readonly (readonly string[])[]): { text: string; html: string } {
  const text = rows
    .map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')
  return { text, html: `<table>${body}</table>` }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}
