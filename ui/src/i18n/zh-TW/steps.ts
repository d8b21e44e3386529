/** What the history calls a step of several edits; a step of one edit is named by the desk. */
export const steps = {
  cleared: (cells: number) => `清除 ${cells} 格`,
  filled: (cells: number) => `填滿 ${cells} 格`,
  pasted: (cells: number) => `貼上 ${cells} 格`,
  inserted: (rows: number) => `插入 ${rows} 列`,
  removed: (rows: number) => `刪除 ${rows} 列`,
  moved: '移動列',
  wrote: (item: string, cell: string) => `修改${item}${cell}`,
  settled: (comment: string) => `結案：${comment}`,
  reopened: (comment: string) => `取消結案：${comment}`,
  planned: '由公告期限倒推時程',
  holidaysRead: '匯入停止上班日',
  fromBulletin: (activities: number) => `由公告加入 ${activities} 個活動`,
}
