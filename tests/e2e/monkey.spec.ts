import { afterAll, beforeAll, expect, test } from 'vitest'
import { applied } from '../../ui/src/apply'
import { below, segmentOf } from '../../ui/src/path'
import type { Edit, View } from '../../ui/src/host/protocol'
import { call, startDesk } from './host'

// A thousand edits that nobody would make: the desk answers or refuses each, what the window lays on the screen at once
// is what the desk has stored, and undo leads back to the very start.
const EDITS = 1_000
const SEED = 20_261_122

let desk: Awaited<ReturnType<typeof startDesk>>
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.close())

/** The same numbers at every run: a failure can be looked at again. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Spot {
  at: string
  value: unknown
}

/** Every value, every list and every item of the season, with its address. */
function spots(season: unknown) {
  const found = { leaves: [] as Spot[], lists: [] as { at: string; name: string; items: unknown[] }[], items: [] as Spot[] }
  const walk = (value: unknown, at: string, name: string) => {
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item === 'object')) found.lists.push({ at, name, items: value })
      value.forEach((item, index) => {
        const place = below(at, segmentOf(name, value, index))
        if (typeof item === 'object') found.items.push({ at: place, value: item })
        walk(item, place, String(index))
      })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, below(at, key), key)
    } else if (at !== '/format' && at !== '/version') {
      found.leaves.push({ at, value })
    }
  }
  walk(season, '', '')
  return found
}

function anEdit(season: unknown, roll: (below: number) => number, number: number): Edit {
  const { leaves, lists, items } = spots(season)
  const one = <T>(of: readonly T[]): T => of[roll(of.length)]!
  const what = roll(10)
  if (what < 6) {
    const { at, value } = one(leaves)
    // Mostly what could stand there; sometimes what never may.
    const others = leaves.filter((leaf) => leaf.at.split('/').at(-1) === at.split('/').at(-1))
    const values: unknown[] = [one(others).value, null, value, `山海${number}`, String(roll(1_000_000)), '-1.5', true, { x: 1 }]
    return { set: { path: at, value: values[roll(roll(4) === 0 ? values.length : 3)] } }
  }
  const list = one(lists.filter((list) => list.items.length > 0 && list.name !== 'proposals'))
  if (what < 8) {
    const copy = structuredClone(one(list.items)) as Record<string, unknown>
    for (const name of ['id', 'key']) if (name in copy && roll(8) > 0) copy[name] = `m${number}`
    return { add: { list: list.at, value: copy, before: roll(2) === 0 ? null : segmentOf(list.name, list.items, roll(list.items.length)) } }
  }
  if (what < 9) return { remove: { path: one(items.filter((item) => !/^\/proposals\/[^/]+$/.test(item.at))).at } }
  const index = roll(list.items.length)
  const rest = list.items.filter((_, other) => other !== index)
  const before = rest.length === 0 || roll(3) === 0 ? null : segmentOf(list.name, rest, roll(rest.length))
  return { move: { path: below(list.at, segmentOf(list.name, list.items, index)), before } }
}

test(`${EDITS} random edits never break it, and undo leads back to the start`, async () => {
  const roll = dice(SEED)
  const opened = async (request: unknown) => (await call(desk.address, request))['opened'] as View
  const start = await opened('practice')
  const season = start.season.id
  // One proposal is enough to do harm in, and leaves time for a thousand edits.
  const others = start.workspace.proposals.slice(1).map(({ id }) => ({ remove: { path: `/proposals/${id}` } }))
  const edited = await call(desk.address, { edit: { season, base: start.revision, edit: { all: { label: { zh: '只留一件', en: 'Keep one' }, edits: others } }, typing: false } })
  let base = (edited['edited'] as { revision: number }).revision
  let shown: unknown = (await opened({ open: { season } })).workspace
  let taken = 0
  for (let number = 0; number < EDITS; number++) {
    const edit = anEdit(shown, roll, number)
    const answer = await fetch(`${desk.address}/call`, { method: 'POST', body: JSON.stringify({ edit: { season, base, edit, typing: false } }) })
    const { ok, failure } = (await answer.json()) as { ok?: { edited: { revision: number } }; failure?: { code: string; message: string } }
    if (failure) {
      expect([failure.code, JSON.stringify(edit)]).toEqual(['refused', JSON.stringify(edit)])
      expect(failure.message).toMatch(/[\u4e00-\u9fff]/)
      continue
    }
    taken += 1
    base = ok!.edited.revision
    shown = applied(shown, edit)
    if (number % 50 === 0) {
      const stored = (await opened({ open: { season } })).workspace
      expect({ edit, shown: whole(shown) }).toEqual({ edit, shown: whole(stored) })
    }
  }
  const end = await opened({ open: { season } })
  expect(whole(end.workspace)).toEqual(whole(shown))
  expect(taken).toBeGreaterThan(EDITS / 3)

  let here = end
  while (here.steps.undo !== null) here = await opened({ undo: { season, base: here.revision } })
  expect(here.workspace).toEqual(start.workspace)
  expect(here.findings).toEqual(start.findings)
  while (here.steps.redo !== null) here = await opened({ redo: { season, base: here.revision } })
  expect(here.workspace).toEqual(end.workspace)
}, 600_000)

/** Without the version, which only the desk counts, and without empty lists, which the file form may leave out. */
function whole(season: unknown): unknown {
  const { version: _, ...rest } = season as Record<string, unknown>
  return JSON.parse(JSON.stringify(rest, (_key, value: unknown) => (isEmpty(value) ? undefined : value)))
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
