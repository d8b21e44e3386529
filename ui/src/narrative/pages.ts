import type { Prose } from '../host/protocol'
import { countCharacters } from '../format'
import { plainText } from './plain'

/** The printed page: 12-point type on a measure of 456 points, lines 20 points apart, 691 points high. */
export const PER_LINE = 38
export const PER_PAGE = 34

/** About how many pages a text fills in print; pictures are taken to be two thirds as high as they are wide. */
export function pagesOf(document: Prose): number {
  return (document.content ?? []).reduce((sum, block) => sum + linesOf(block), 0) / PER_PAGE
}

function linesOf(block: Prose, measure = PER_LINE): number {
  const content = block.content ?? []
  switch (block.type) {
    case 'heading':
      return lines(plainText(block), measure) + 0.8
    case 'bullet_list':
    case 'ordered_list':
    case 'list_item':
      return content.reduce((sum, one) => sum + linesOf(one, measure - 1), 0)
    case 'table':
      return content.reduce((sum, row) => sum + rowOf(row), 0.5)
    case 'figure':
      return ((block.attrs?.width ?? 100) / 100) * 15 + lines(plainText(block), measure)
    default:
      return lines(plainText(block), measure)
  }
}

/** A row is as high as its highest cell; cells are set smaller. */
function rowOf(row: Prose): number {
  const cells = row.content ?? []
  const columns = cells.reduce((sum, cell) => sum + (cell.attrs?.colspan ?? 1), 0)
  const high = cells.map((cell) => lines(plainText(cell), ((PER_LINE * 12) / 9 / Math.max(columns, 1)) * (cell.attrs?.colspan ?? 1) - 1))
  return Math.max(1, ...high) * 0.65 + 0.3
}

function lines(text: string, measure: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(measure, 1))), 0)
}

/** In full-width characters; Latin letters and digits take half. */
function widthOf(line: string): number {
  const narrow = line.match(/[\x20-\x7e]/g)?.length ?? 0
  return countCharacters(line) - narrow / 2
}

export interface Heading {
  level: number
  text: string
  /** Which heading of the section it is. */
  index: number
}

/** The headings of a section, in order. */
export function outlineOf(document: Prose | undefined): Heading[] {
  const headings = (document?.content ?? []).filter((block) => block.type === 'heading')
  return headings.map((block, index) => ({ level: block.attrs?.level ?? 1, text: plainText(block), index }))
}
