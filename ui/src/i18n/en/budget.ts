/** Words of the budget sheet. */
export const budget = {
  title: 'Budget',
}
