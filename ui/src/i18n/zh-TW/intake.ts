/** Words of the import of a budget workbook. */
export const intake = {
  title: '匯入 Excel',
}
