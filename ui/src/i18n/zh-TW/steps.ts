/** What the history calls a step of several edits; a step of one edit is named by the desk. */
export const steps = {
  cleared: (cells: number) => `清除 ${cells} 格`,
  filled: (cells: number) => `填滿 ${cells} 格`,
  pasted: (cells: number) => `貼上 ${cells} 格`,
  inserted: (rows: number) => `插入 ${rows} 列`,
  removed: (rows: number) => `刪除 ${rows} 列`,
  moved: '移動列',
  wrote: (item: string, cell: string) => `修改${item}${cell}`,
  cell: { category: '類別', item: '項目名稱', position: '職別', fund: '經費來源', unit_price: '單價', quantity: '數量', unit: '單位', amount: '金額', tags: '標記', note: '說明' },
  copiedYear: (from: number, to: number) => `複製 ${from} 年度項目到 ${to} 年度`,
  settled: (place: string) => `結案：${place}`,
  reopened: (place: string) => `取消結案：${place}`,
  planned: '由公告期限倒推時程',
  holidays: '停止上班日',
  makeUpDays: '補行上班日',
  holidaysRead: '匯入停止上班日',
  fromBulletin: (activities: number) => `由公告加入 ${activities} 個活動`,
}
