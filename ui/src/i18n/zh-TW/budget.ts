/** Words of the budget sheet. */
export const budget = {
  title: '經費編列',
}
