import { t } from '../i18n/index.svelte'
import { readMoney } from '../money'

/** Why a text is no amount, in the words of the budget sheet. */
export function moneyDoubt(text: string): string {
  const reading = readMoney(text)
  return t().budget.doubt[reading.kind === 'unreadable' ? reading.doubt : 'not_a_number'](text.trim())
}
