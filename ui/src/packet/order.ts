import type { PrintedChapter } from '../host/protocol'

/** A chapter in the list, and whether a new part begins with it. */
export interface Ordered {
  chapter: PrintedChapter
  begins: boolean
}

export const ALL_CHAPTERS: readonly PrintedChapter[] = [
  'basics', 'summary', 'contents', 'team', 'experience', 'narrative', 'indicators', 'cooperation', 'activities', 'budget', 'self_check', 'declarations', 'attachments',
]

/** The parts as one list. */
export function listed(parts: readonly (readonly PrintedChapter[])[]): Ordered[] {
  return parts.flatMap((part) => part.map((chapter, index) => ({ chapter, begins: index === 0 })))
}

/** The list as parts; the first chapter always begins one. */
export function parted(list: readonly Ordered[]): PrintedChapter[][] {
  const parts: PrintedChapter[][] = []
  for (const { chapter, begins } of list) {
    if (begins || parts.length === 0) parts.push([chapter])
    else parts.at(-1)!.push(chapter)
  }
  return parts
}

/** One chapter one place up (-1) or down (1). What it carried of page breaks goes with the place, not with the chapter. */
export function moved(list: readonly Ordered[], index: number, by: -1 | 1): Ordered[] {
  const other = index + by
  const next = [...list]
  const [one, two] = [list[index], list[other]]
  if (!one || !two) return next
  next[index] = { chapter: two.chapter, begins: one.begins }
  next[other] = { chapter: one.chapter, begins: two.begins }
  return next
}

/** Without one chapter; the part that began with it begins with the next. */
export function without(list: readonly Ordered[], index: number): Ordered[] {
  const gone = list[index]
  return list.filter((_, at) => at !== index).map((item, at) => (at === index && gone?.begins ? { ...item, begins: true } : item))
}

/** Chapters that are not printed. */
export function leftOut(list: readonly Ordered[]): PrintedChapter[] {
  return ALL_CHAPTERS.filter((chapter) => !list.some((item) => item.chapter === chapter))
}
