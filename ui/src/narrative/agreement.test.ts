import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Prose } from '../host/protocol'
import { isPlain, ofPlainText, plainText } from './plain'
import { read, written } from './schema'

interface Case {
  name: string
  document: Prose
  plain?: string
}

const { cases } = JSON.parse(readFileSync('../tests/suite/prose/documents.json', 'utf8')) as { cases: Case[] }

function taken(document: Prose): Prose | null {
  try {
    return written(read(document))
  } catch {
    return null
  }
}

describe('editor and Rust judge documents alike', () => {
  test.each(cases)('$name', ({ document, plain }) => {
    const again = taken(document)
    expect(again === null ? undefined : plainText(again)).toBe(plain)
    if (again) expect(again).toEqual(document)
  })
})

test('plain text comes back as plain text', () => {
  for (const text of ['', '一段', '一段\n\n二段\n同段換行', '　　縮排', 'a **b** c']) {
    const document = ofPlainText(text)
    expect(isPlain(document)).toBe(true)
    expect(plainText(document)).toBe(text)
    expect(taken(document)).toEqual(document)
  }
  expect(plainText(ofPlainText('尾\n\n\n\n頭\r\n次'))).toBe('尾\n\n頭\n次')
})

test('what plain text cannot say is no plain document', () => {
  const paragraph = (...content: Prose[]): Prose => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
  expect(isPlain(paragraph({ type: 'text', text: '字', marks: [{ type: 'strong' }] }))).toBe(false)
  expect(isPlain(paragraph({ type: 'text', text: '字' }, { type: 'hard_break' }))).toBe(false)
  expect(isPlain(paragraph({ type: 'fact', attrs: { fact: 'team' } }))).toBe(false)
  expect(isPlain({ type: 'doc', content: [{ type: 'heading', attrs: { level: 1 } }] })).toBe(false)
})

test('a stored figure shows what it says now when its section is written again', () => {
  const document: Prose = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'fact', attrs: { fact: 'team', shown: '3' } }] }] }
  expect(plainText(written(read(document), new Map([['team', '12']])))).toBe('12')
})
