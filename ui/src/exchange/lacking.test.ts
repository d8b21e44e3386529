import { expect, test } from 'vitest'
import { lacking } from './lacking'

test('eight characters at least, the same twice, whatever keyboard typed them', () => {
  expect(lacking('七個字不夠長啊', '七個字不夠長啊')).toBe('length')
  expect(lacking('𡘙'.repeat(7), '𡘙'.repeat(7))).toBe('length')
  expect(lacking('correct horse', 'correct hors')).toBe('same')
  expect(lacking('ＡＢＣ１２３４５', 'ABC12345')).toBeNull()
})
