import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Workspace } from '../host/protocol'
import { chooseLanguage } from '../i18n/index.svelte'
import { fieldsOf } from './fieldnames'

const folder = '../tests/suite/contract/workspaces'
const seasons = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Workspace] as const)

/** With one item in every list that the suite's seasons leave out. */
function full(workspace: Workspace): Workspace {
  const contact = { id: 'c1', duty: '計畫聯絡人', person: null, name: '林', title: '', phone: '', email: '' }
  return {
    ...workspace,
    school: { ...workspace.school, contacts: [contact] },
    proposals: workspace.proposals.map((p) => ({
      ...p,
      contacts: [contact],
      sites: [{ id: 's1', name: '富岡漁港', county: '', township: '', note: '' }],
      indicators: [{ name: '人次', unit: '人次', baseline: '1', targets: { '115': '2' } }],
      attachments: [{ id: 'f1', kind: '', title: '', file: 'a.pdf' }],
      justifications: { 'personnel-share': { '115': '理由' } },
      confirmations: { 'some-rule': { by: '', on: null, basis: '' } },
    })),
    confirmations: { other: { by: '', on: null, basis: '' } },
    attachments: [{ id: 'f2', kind: '', title: '', file: 'b.pdf' }],
    checklist: [{ title: '計畫書', applies_to: 'school', attachment_kind: '' }],
    comments: [{ id: 'k1', kind: 'review', round: '', path: '/proposals', text: '請補充場域說明', by: '', on: null, answer: '', changed: [], settled_by: null, settled_on: null }],
    activities: [{ id: 'a1', title: 'EXPO', host: '', kind: null, starts_on: null, ends_on: null, place: '', links: [], schools: [], participants: [], note: '' }],
    milestones: [{ id: 'm1', kind: 'seal', title: '', on: null, done_on: null, note: '' }],
    holidays: ['2026-01-01'],
  }
}

test.each(seasons)('every field of %s has a name, and no place is named twice', (_, workspace) => {
  for (const language of ['zh-TW', 'en']) {
    chooseLanguage(language)
    const missed: string[] = []
    const found = fieldsOf(full(workspace), null, (at) => missed.push(at))
    expect(missed).toEqual([])
    expect(new Set(found.map((one) => one.at)).size).toBe(found.length)
    expect(found.filter((one) => typeof one.title !== 'string' || one.title === '')).toEqual([])
    expect(found.length).toBeGreaterThan(300)
  }
  chooseLanguage('zh-TW')
})

test('a budget line, a section and a comment are found by what they say', () => {
  const workspace = full(seasons[0]![1])
  const titles = fieldsOf(workspace, null).map((one) => one.title)
  const line = workspace.proposals[0]!.budget[0]!.lines[0]!
  expect(titles).toContain(`${workspace.proposals[0]!.budget[0]!.year} 年度　${line.item}`)
  expect(titles).toContain('請補充場域說明')
  expect(titles).toContain('115 年度目標')
})
