import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { addColumnAfter, addRowBefore, deleteColumn, deleteRow, tableEditing, toggleHeaderRow } from 'prosemirror-tables'
import { expect, test } from 'vitest'
import type { Prose } from '../host/protocol'
import { breakLine, bullets, indent, insertFact, insertFigure, insertFootnote, insertTable, KEYS, mark, numbers, outdent, removeAround, setBlock, setFigure } from './commands'
import { ofPlainText } from './plain'
import { read, written } from './schema'

/** The same numbers every time: a failure can be played again. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const ACTS: Record<string, Command> = {
  ...mark, bullets, numbers, indent, outdent, insertFootnote, breakLine, addColumnAfter, addRowBefore, deleteColumn, deleteRow, toggleHeaderRow,
  heading: setBlock('heading2'),
  paragraph: setBlock('paragraph'),
  table: insertTable(2, 2),
  figure: insertFigure('map'),
  alt: setFigure({ alt: '圖', width: 50 }),
  fact: insertFact('team', '12'),
  noFigure: removeAround('figure'),
  noTable: removeAround('table'),
  enter: KEYS['Enter']!,
  again: KEYS['Enter']!,
  backspace: KEYS['Backspace']!,
  delete: KEYS['Delete']!,
  tab: KEYS['Tab']!,
}
const NAMES = Object.keys(ACTS)

test.each([1, 2, 3, 4, 5])('whatever is done in the editor can be stored and read back (%i)', (seed) => {
  const roll = dice(seed)
  let state = EditorState.create({ doc: read(ofPlainText('第一段\n\n第二段')), plugins: [tableEditing()] })
  const done: string[] = []
  for (let step = 0; step < 400; step += 1) {
    const size = state.doc.content.size
    if (roll(3) === 0) {
      const [a, b] = [roll(size + 1), roll(4) === 0 ? roll(size + 1) : null]
      const from = state.doc.resolve(a)
      state = state.apply(state.tr.setSelection(b === null ? TextSelection.near(from) : TextSelection.between(from, state.doc.resolve(b))))
    }
    const name = roll(4) === 0 ? 'type' : NAMES[roll(NAMES.length)]!
    done.push(name)
    if (name === 'type') state = state.apply(state.tr.insertText('字'))
    else ACTS[name]!(state, (tr) => (state = state.apply(tr)))
    const stored: Prose = written(state.doc)
    try {
      // Through text, as it goes to the library and comes back.
      expect(written(read(JSON.parse(JSON.stringify(stored)) as Prose))).toEqual(stored)
    } catch (thrown) {
      throw new Error(`after ${done.slice(-5).join(', ')}: ${JSON.stringify(stored)}`, { cause: thrown })
    }
  }
  expect(done.length).toBe(400)
})
