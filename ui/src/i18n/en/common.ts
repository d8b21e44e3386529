import { many } from '../many'
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

export const common = {
  app: 'USR Desk',
  seal: 'U',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  add: 'Add',
  remove: 'Delete',
  moveUp: 'Move up',
  moveDown: 'Move down',
  open: 'Open',
  goTo: 'Go to',
  yes: 'Yes',
  no: 'No',
  unknown: 'Not filled in',
  choose: 'Choose…',
  none: 'None',
  optional: 'optional',
  year: (year: number | string) => `Year ${year}`,
  edition: (id: string) => `${id.replace('-', '–')}`,
  dollars: 'NT$',
  thousandDollars: 'NT$ thousand',
  characters: (count: number) => many(count, 'character'),
  dismiss: 'Dismiss',
  more: 'More',
  list: (items: readonly string[]) => items.join(', '),
  sentence: (...parts: string[]) => `${parts.join(', ')}. `,
  aside: (text: string, more: string) => `${text} (${more})`,
  about: (act: string, name: string) => `${act}: ${name}`,
  day: (iso: string) => {
    const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
    return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`
  },
}
