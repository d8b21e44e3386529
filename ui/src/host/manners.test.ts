import { expect, test } from 'vitest'
import { isEngines } from './manners'

const press = (written: string) => {
  const parts = written.split('+')
  return { key: parts.at(-1) ?? '', ctrlKey: parts.includes('Ctrl'), metaKey: parts.includes('Cmd'), shiftKey: parts.includes('Shift'), altKey: parts.includes('Alt') }
}

test.each(['F5', 'Ctrl+F5', 'Ctrl+r', 'Ctrl+Shift+R', 'Cmd+r', 'F12', 'Ctrl+Shift+I', 'Cmd+Alt+i', 'Ctrl+u', 'F7'])('%s is withheld from the engine', (key) => {
  expect(isEngines(press(key))).toBe(true)
})

test.each(['r', 'Shift+R', 'F6', 'F8', 'Ctrl+c', 'Ctrl+v', 'Ctrl+z', 'Ctrl+i', 'Enter', 'ㄐ'])('%s is not', (key) => {
  expect(isEngines(press(key))).toBe(false)
})
