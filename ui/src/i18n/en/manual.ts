import type { manual as words } from '../zh-TW/manual'
import { many } from '../many'

export const manual: typeof words = {
  title: 'Manual',
  note: 'For coordinators, principal investigators, accounting and printing. The manual is written in Chinese.',
  contents: 'Contents of the manual',
  print: 'Save as PDF…',
  fileName: 'USR-Desk-manual.pdf',
  printed: (name, pages) => `Wrote ${name}${pages === null ? '' : `, ${many(pages, 'page')}`}`,
}
