/** What was taken from pasted markup because a narrative does not know it. */
export type Dropped = 'pictures' | 'links' | 'underline' | 'strike' | 'italic' | 'colour' | 'nested tables' | 'deep headings'

export interface Cleaned {
  html: string
  dropped: Dropped[]
}

const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, blockquote, pre'

/**
 * Markup of a word processor or a web page, brought nearer to the closed schema: lists that are only indented
 * paragraphs become lists, headings and tables within cells become paragraphs. The parser drops the rest; what is
 * seen to be lost is told.
 */
export function cleaned(html: string): Cleaned {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const body = page.body
  const dropped = new Set<Dropped>()
  // What our own editor copied is of the schema already.
  if (body.querySelector('[data-pm-slice]')) return { html, dropped: [] }
  body.querySelectorAll('script, style, meta, link, title, xml').forEach((element) => element.remove())
  // Word's own paragraph ends.
  for (const element of [...body.getElementsByTagName('o:p')]) element.remove()
  if (body.querySelector('img, svg, video, canvas, object')) dropped.add('pictures')
  body.querySelectorAll('img, svg, video, canvas, object').forEach((element) => element.remove())
  if (body.querySelector('a[href]')) dropped.add('links')
  if (body.querySelector('h4, h5, h6')) dropped.add('deep headings')
  lookAtStyles(body, dropped)
  wordLists(body)
  flattenCells(body, dropped)
  return { html: body.innerHTML, dropped: [...dropped] }
}

function lookAtStyles(body: HTMLElement, dropped: Set<Dropped>): void {
  if (body.querySelector('u, ins')) dropped.add('underline')
  if (body.querySelector('s, strike, del')) dropped.add('strike')
  if (body.querySelector('i')) dropped.add('italic')
  for (const element of body.querySelectorAll<HTMLElement>('[style]')) {
    const style = element.style
    if (style.fontStyle === 'italic') dropped.add('italic')
    const line = style.textDecoration || style.textDecorationLine
    if (line.includes('underline') && !element.closest('a')) dropped.add('underline')
    if (line.includes('line-through')) dropped.add('strike')
    if (coloured(style.color) || coloured(style.backgroundColor)) dropped.add('colour')
  }
}

/** Any colour but black, white and none: those every word processor writes. */
function coloured(value: string): boolean {
  return value !== '' && !/^(black|white|windowtext|inherit|initial|transparent|auto|#000|#000000|#fff|#ffffff|rgb\(0, 0, 0\)|rgb\(255, 255, 255\))$/i.test(value)
}

/** Word writes list items as paragraphs that say `mso-list` and carry their marker as text. */
function wordLists(body: HTMLElement): void {
  const isItem = (element: Element | null): element is HTMLElement =>
    element instanceof HTMLElement && element.tagName === 'P' && /mso-list:\s*l\d/i.test(element.getAttribute('style') ?? '')
  for (const first of body.querySelectorAll<HTMLElement>('p')) {
    if (!isItem(first) || isItem(first.previousElementSibling) || !first.isConnected) continue
    const list = body.ownerDocument.createElement(/^\s*[（(]?[\d一二三四五六七八九十a-z]+[.、)）]/i.test(markerOf(first)) ? 'ol' : 'ul')
    first.before(list)
    for (let item: Element | null = first; isItem(item); item = list.nextElementSibling) {
      const entry = body.ownerDocument.createElement('li')
      item.querySelectorAll<HTMLElement>('span').forEach((span) => isMarker(span) && span.remove())
      entry.append(...item.childNodes)
      item.remove()
      list.append(entry)
    }
  }
}

function isMarker(span: HTMLElement): boolean {
  return /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')
}

function markerOf(item: HTMLElement): string {
  return [...item.querySelectorAll<HTMLElement>('span')].find(isMarker)?.textContent ?? ''
}

/** A cell and an item of a list hold paragraphs and lists only. */
function flattenCells(body: HTMLElement, dropped: Set<Dropped>): void {
  for (const inner of [...body.querySelectorAll('td table, th table, li table')].reverse()) {
    dropped.add('nested tables')
    const rows = [...inner.querySelectorAll('tr')].map((row) => {
      const line = body.ownerDocument.createElement('p')
      line.textContent = [...row.children].map((cell) => cell.textContent?.trim() ?? '').join(' ')
      return line
    })
    inner.replaceWith(...rows)
  }
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!heading.closest('td, th, li')) continue
    const line = body.ownerDocument.createElement('p')
    line.append(...heading.childNodes)
    heading.replaceWith(line)
  }
  // Loose words beside blocks would begin a paragraph of their own in odd places.
  for (const quote of body.querySelectorAll('blockquote')) if (!quote.querySelector(BLOCKS)) quote.outerHTML = `<p>${quote.innerHTML}</p>`
}

