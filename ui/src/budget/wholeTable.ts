import type { Block } from './clipboard'

/** A block that is a table with headings, not cells for this sheet: pasted cell by cell its columns would land anywhere. */

const NAME = /^(項目|經費項目|項目名稱|名稱|品名|細項|摘要|item|description)$/i
const AMOUNT = /^(金額|總價|總額|複價|小計|合計|預算|預算數|預算金額|概算|補助款|配合款|自籌款|amount|total|subtotal)$/i
const OTHER = /^(項次|類別|經費類別|經費別|科目|用途別|單價|數量|單位|經費來源|年度|說明|備註|用途|用途說明|category|unit ?price|price|quantity|qty|unit|fund|year|note)$/i
/** Headings stand no deeper than this. */
const DEEPEST = 12

export function isWholeTable(block: Block): boolean {
  return block.slice(0, DEEPEST).some((row, index) => {
    const words = row.filter((cell) => !cell.covered).map((cell) => heading(cell.text))
    const has = (pattern: RegExp) => words.some((word) => pattern.test(word))
    const known = words.filter((word) => NAME.test(word) || AMOUNT.test(word) || OTHER.test(word)).length
    return has(NAME) && has(AMOUNT) && known >= 3 && index < block.length - 1
  })
}

/** Without white space, width and what stands in brackets: 單　價（元）. */
function heading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, /[a-z]/i.test(text) ? ' ' : '')
    .trim()
}
