/** Words of the import of a budget workbook. */
export const intake = {
  title: 'Import workbook',
}
