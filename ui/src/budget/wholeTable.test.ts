import { expect, test } from 'vitest'
import { readTabbed } from './clipboard'
import { isWholeTable } from './wholeTable'

test('a table with headings is told from cells', () => {
  for (const [text, whole] of [
    ['項目\t單　價（元）\t數量\t金額\n講座\t2000\t2\t4000', true],
    ['○○大學 115年度經費表\n單位：元\n類別\t項目\t總價(元)\n業務費\t講座\t4000', true],
    ['Item\tUnit price\tAmount\nTalks\t2000\t4000', true],
    // Headings with nothing below them, one heading, and plain cells.
    ['項目\t單價\t金額', false],
    ['業務費\t講座鐘點費\t2000\t2\t節\t4000', false],
    ['講座鐘點費\t4000\n印刷費\t300', false],
    ['金額\n4000', false],
    ['', false],
  ] as const) {
    expect(isWholeTable(readTabbed(text)), text).toBe(whole)
  }
})
