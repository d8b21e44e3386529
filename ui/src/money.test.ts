import { expect, test } from 'vitest'
import { readMoney, readQuantity } from './money'

function money(text: string, value: string) {
  expect(readMoney(text), text).toEqual({ kind: 'number', value })
}
function refused(text: string, doubt: string) {
  expect(readMoney(text), text).toMatchObject({ kind: 'unreadable', doubt })
}

test('amounts as people write them', () => {
  money('12000', '12000')
  money('12,000', '12000')
  money('１２，０００', '12000')
  money('NT$12,000', '12000')
  money('ＮＴ＄　１２，０００元', '12000')
  money('新臺幣 12,000 元整', '12000')
  money(' $1,234.50 ', '1234.5')
  money('(500)', '-500')
  money('-500', '-500')
  money('▲1,200', '-1200')
  money('-0', '0')
  money('0', '0')
  money('.5', '0.5')
})

test('units of speech', () => {
  money('3萬', '30000')
  money('2.5 萬元', '25000')
  money('2萬4千', '24000')
  money('2萬4000', '24000')
  money('1億2,000萬', '120000000')
  money('3百萬', '3000000')
  money('二十萬', '200000')
  money('壹拾貳萬參仟元整', '123000')
  money('一百零五', '105')
  money('兩千三百', '2300')
})

test('a dash of the accounting format and an empty cell are blank, not zero', () => {
  for (const text of ['', '  ', '　', '-', ' － ', '—', '$ -']) {
    expect(readMoney(text), JSON.stringify(text)).toEqual({ kind: 'blank' })
  }
})

test('what leaves a doubt is refused with its reason', () => {
  refused('二十萬多', 'not_a_number')
  refused('1萬5', 'ambiguous')
  refused('一萬五', 'ambiguous')
  refused('約 5,000', 'not_a_number')
  refused('核實報支', 'not_a_number')
  refused('12,00', 'not_a_number')
  refused('1.2.3', 'not_a_number')
  refused('1e5', 'not_a_number')
  refused('NaN', 'not_a_number')
  refused('20,000~40,000', 'not_a_number')
  refused('#REF!', 'error_value')
  refused('####', 'error_value')
  refused('=45000*12', 'not_a_number')
  refused('1000000000000001', 'too_large')
  refused('0.123456789', 'too_fine')
  refused('5%', 'not_a_number')
  refused('元', 'not_a_number')
  refused('(-5)', 'ambiguous')
})

test('a quantity may carry its unit or be a rate', () => {
  expect(readQuantity('12')).toEqual({ kind: 'number', value: '12' })
  expect(readQuantity('１２ 人月')).toEqual({ kind: 'number', value: '12', unit: '人月' })
  expect(readQuantity('1,200 份')).toEqual({ kind: 'number', value: '1200', unit: '份' })
  expect(readQuantity('2.11%')).toEqual({ kind: 'number', value: '0.0211' })
  expect(readQuantity('2萬')).toEqual({ kind: 'number', value: '20000' })
  expect(readQuantity('15人×2節')).toMatchObject({ kind: 'unreadable' })
  expect(readQuantity('若干')).toMatchObject({ kind: 'unreadable' })
})
