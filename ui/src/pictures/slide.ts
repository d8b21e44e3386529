/** A drawing as a file for slides and papers: light, self-contained, fonts by name, whatever the screen wears. */

const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-weight'] as const
/** Of the systems that open it; the last is every system's. */
const FONTS = "'Noto Sans TC', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif"
/** A PNG has twice the points of the drawing, so that it stays sharp on a projector. */
const POINTS = 2

/** The drawing as SVG, with its colours written out and its title above it. */
export function slideOf(drawn: SVGSVGElement, title: string): string {
  const [width, height] = [drawn.viewBox.baseVal.width, drawn.viewBox.baseVal.height]
  const copy = drawn.cloneNode(true) as SVGSVGElement
  copy.setAttribute('data-slide', '')
  // The tokens of the light theme hold below an element that wears it.
  const light = document.createElement('div')
  light.dataset['theme'] = 'light'
  light.className = 'hidden-visually'
  light.append(copy)
  document.body.append(light)
  const paper = getComputedStyle(light).getPropertyValue('--surface').trim()
  const ink = getComputedStyle(light).getPropertyValue('--ink').trim()
  for (const element of copy.querySelectorAll<SVGElement>('rect, path, line, circle, text')) written(element)
  light.remove()
  for (const element of [copy, ...copy.querySelectorAll('*')]) for (const name of ['class', 'style', 'role', 'aria-label', 'data-slide']) element.removeAttribute(name)
  const inner = new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>|<\/svg>$/g, '').replaceAll(' xmlns="http://www.w3.org/2000/svg"', '')
  const head = 44
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head}" viewBox="0 0 ${width} ${height + head}" font-family="${FONTS}" font-size="14" font-variant-numeric="tabular-nums">` +
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/>` +
    `<text x="20" y="30" font-size="20" font-weight="600" fill="${ink}">${escaped(title)}</text><g transform="translate(0 ${head})">${inner}</g></svg>`
  )
}

function written(element: SVGElement): void {
  const style = getComputedStyle(element)
  for (const name of KEPT) {
    const value = style.getPropertyValue(name)
    // A pattern stands as it was written; the browser would answer with the page's address.
    if (name === 'fill' && element.getAttribute('fill')?.startsWith('url(')) continue
    if (value === '' || (name === 'stroke-dasharray' && value === 'none') || (name === 'font-weight' && element.tagName !== 'text')) element.removeAttribute(name)
    else element.setAttribute(name, value)
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The same as PNG. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * POINTS
    canvas.height = image.naturalHeight * POINTS
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (!blob) throw new Error('the canvas gave no picture')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}
