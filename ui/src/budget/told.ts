/** What is said of an act: to the one who did it (screen readers), and to the history. */

import { t } from '../i18n/index.svelte'
import type { Pasted } from './paste'

/** What came of a paste, cell by cell that was not taken too. */
export function newsOf(made: Pasted): string {
  const { said } = t().budget
  return [
    made.written > 0 ? said.pasted(made.written) : said.nothing,
    made.added > 0 ? said.added(made.added) : '',
    made.unread.length > 0 ? said.unread(made.unread.length) : '',
    made.sums > 0 ? said.sums(made.sums) : '',
    made.beyond > 0 ? said.beyond(made.beyond) : '',
  ]
    .filter(Boolean)
    .join('；')
}
