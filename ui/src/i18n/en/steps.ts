import type { steps as words } from '../zh-TW/steps'
import { many } from '../many'

/** What the history calls a step of several edits; a step of one edit is named by the desk. */
export const steps: typeof words = {
  cleared: (cells) => `Clear ${many(cells, 'cell')}`,
  filled: (cells) => `Fill ${many(cells, 'cell')}`,
  pasted: (cells) => `Paste ${many(cells, 'cell')}`,
  inserted: (rows) => `Insert ${many(rows, 'row')}`,
  removed: (rows) => `Delete ${many(rows, 'row')}`,
  moved: 'Move rows',
  wrote: (item, cell) => `Change ${[item, cell].filter(Boolean).join(', ')}`,
  cell: { category: 'category', item: 'item', position: 'position', fund: 'fund', unit_price: 'unit price', quantity: 'quantity', unit: 'unit', amount: 'amount', tags: 'tags', note: 'note' },
  copiedYear: (from, to) => `Copy the lines of ${from} to ${to}`,
  settled: (place) => `Settle: ${place}`,
  reopened: (place) => `Open again: ${place}`,
  planned: 'Plan dates from the deadline',
  holidays: 'Office holidays',
  makeUpDays: 'Make-up working days',
  holidaysRead: 'Import office holidays',
  fromBulletin: (activities) => `Add ${many(activities, 'activity', 'activities')} of a bulletin`,
}
