/** Cells of the clipboard as a file of the desk: pasted from Excel is read as a workbook is. */
export function blockAsFile(html: string, text: string, called: string): { name: string; bytes: Uint8Array } | null {
  const bytes = (content: string) => new TextEncoder().encode(content)
  // The HTML form also knows which cells were merged.
  if (/<table[\s>]/i.test(html)) return { name: `${called}.html`, bytes: bytes(`<meta charset="utf-8">${html}`) }
  if (text.trim() !== '') return { name: `${called}.tsv`, bytes: bytes(`\ufeff${text}`) }
  return null
}
