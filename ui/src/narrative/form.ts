import type { Prose } from '../host/protocol'
import { isPlain, ofPlainText, plainText } from './plain'

/** A section as the season keeps it: plain words, and the document where they say less than it does. */
export interface Form {
  text: string
  document?: Prose | undefined
}

export function formOf(document: Prose): Form {
  const text = plainText(document)
  return isPlain(document) ? { text } : { text, document }
}

export function documentOf(form: Form): Prose {
  return form.document ?? ofPlainText(form.text)
}

/** Whether two forms say the same; what live figures last showed says nothing. */
export function sameForm(a: Form, b: Form): boolean {
  if (!a.document && !b.document) return a.text === b.text
  return a.document !== undefined && b.document !== undefined && bare(a.document) === bare(b.document)
}

function bare(document: Prose): string {
  return JSON.stringify(document, (key, value: unknown) => (key === 'shown' ? undefined : value))
}
