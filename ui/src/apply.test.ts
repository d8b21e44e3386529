import { describe, expect, test } from 'vitest'
import { applied } from './apply'
import type { Edit } from './host/protocol'

const season = () => ({
  school: { name: '甲' },
  proposals: [
    { id: 'a', budget: [{ year: 115, lines: [{ id: 'l1', amount: '1' }, { id: 'l2', amount: '2' }] }], events: [{ title: 'x' }, { title: 'y' }], justifications: {} },
    { id: 'b', budget: [], events: [], justifications: {} },
  ],
})

const cases: [string, Edit, (after: ReturnType<typeof season>) => unknown, unknown][] = [
  ['a field', { set: { path: '/school/name', value: '乙' } }, (s) => s.school.name, '乙'],
  ['a field of a named item', { set: { path: '/proposals/a/budget/115/lines/l2/amount', value: '9' } }, (s) => s.proposals[0]?.budget[0]?.lines.map((l) => l.amount), ['1', '9']],
  ['an item of an unnamed list', { set: { path: '/proposals/a/events/1/title', value: 'z' } }, (s) => s.proposals[0]?.events.map((e) => e.title), ['x', 'z']],
  ['a first justification', { set: { path: '/proposals/a/justifications/personnel-share/115', value: '因' } }, (s) => s.proposals[0]?.justifications, { 'personnel-share': { 115: '因' } }],
  ['adding at the end', { add: { list: '/proposals/a/budget/115/lines', value: { id: 'l3' }, before: null } }, (s) => s.proposals[0]?.budget[0]?.lines.map((l) => l.id), ['l1', 'l2', 'l3']],
  ['adding before', { add: { list: '/proposals/a/budget/115/lines', value: { id: 'l3' }, before: 'l1' } }, (s) => s.proposals[0]?.budget[0]?.lines.map((l) => l.id), ['l3', 'l1', 'l2']],
  ['taking away', { remove: { path: '/proposals/a' } }, (s) => s.proposals.map((p) => p.id), ['b']],
  ['moving to the end', { move: { path: '/proposals/a', before: null } }, (s) => s.proposals.map((p) => p.id), ['b', 'a']],
  ['moving up an unnamed item', { move: { path: '/proposals/a/events/1', before: '0' } }, (s) => s.proposals[0]?.events.map((e) => e.title), ['y', 'x']],
  ['a place that does not exist', { set: { path: '/proposals/zzz/title', value: 'q' } }, (s) => s, season()],
]

describe('an edit shows at once', () => {
  test.each(cases)('%s', (_, edit, look, expected) => {
    expect(look(applied(season(), edit))).toEqual(expected)
  })

  test('several edits are one', () => {
    const edits: Edit[] = [{ set: { path: '/school/name', value: '丙' } }, { remove: { path: '/proposals/b' } }]
    const after = applied(season(), { all: { label: { zh: '', en: '' }, edits } })
    expect([after.school.name, after.proposals.length]).toEqual(['丙', 1])
  })

  test('what did not change is shared, and the season before is as it was', () => {
    const before = season()
    const after = applied(before, { set: { path: '/proposals/a/budget/115/lines/l1/amount', value: '5' } })
    expect(after.proposals[1]).toBe(before.proposals[1])
    expect(before.proposals[0]?.budget[0]?.lines[0]?.amount).toBe('1')
  })

  test('the words of a document follow it, and plain words drop it, as in Rust', () => {
    const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '甲' }] }] }
    const before = {
      proposals: [{ id: 'a', sections: [{ key: 'summary', text: '舊' }] }],
      support_plan: { sections: { operations: '舊', hub: '' } as Record<string, unknown> },
    }
    const section = applied(before, { set: { path: '/proposals/a/sections/summary/document', value: document } })
    expect(section.proposals[0]?.sections).toEqual([{ key: 'summary', text: '甲', document }])
    const plain = applied(section, { set: { path: '/proposals/a/sections/summary/text', value: '乙' } })
    expect(plain.proposals[0]?.sections).toEqual([{ key: 'summary', text: '乙' }])
    const plan = applied(before, { set: { path: '/support_plan/sections/documents/operations', value: document } })
    expect(plan.support_plan.sections).toEqual({ operations: '甲', hub: '', documents: { operations: document } })
    const again = applied(plan, { set: { path: '/support_plan/sections/operations', value: '丙' } })
    expect(again.support_plan.sections).toEqual({ operations: '丙', hub: '', documents: {} })
  })
})
