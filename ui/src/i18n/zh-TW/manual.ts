/** Words around the manual. */
export const manual = {
  title: '操作手冊',
  note: '給承辦人、計畫主持人、主計與列印人員。',
  contents: '手冊目錄',
  print: '存成 PDF…',
  fileName: 'USR提案工作台_操作手冊.pdf',
  printed: (name: string, pages: number | null) => `已輸出「${name}」${pages === null ? '' : `，${pages} 頁`}`,
}
