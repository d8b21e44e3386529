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
  settled: (comment) => `Settle: ${comment}`,
  reopened: (comment) => `Open again: ${comment}`,
  planned: 'Plan dates from the deadline',
  holidaysRead: 'Import office holidays',
  fromBulletin: (activities) => `Add ${many(activities, 'activity', 'activities')} of a bulletin`,
}
