import { flushSync } from 'svelte'
import { describe, expect, test } from 'vitest'
import { applied } from './apply'
import { Desk } from './desk.svelte'
import { Refusal, type Host } from './host/host'
import type { Edit, Request, Response, View, Workspace } from './host/protocol'

const workspace = (name: string) => ({ school: { name }, proposals: [], people: [] }) as unknown as Workspace

function view(state: Workspace, revision: number): View {
  return {
    season: { id: 's', title: '', school: '', edition: '', cycle: '', proposals: 0, practice: false, deleted: false, saved_at: '' },
    revision, workspace: state, findings: [], steps: { undo: null, redo: null }, saved_at: '', focus: null, sections: {}, default_checklist: [],
  } as unknown as View
}

/** A library of one season in memory, which answers when it is told to: what the desk promises, without a disk. */
class Remote {
  state = workspace('')
  revision = 1
  sent: Request[] = []
  #gates: (() => void)[] = []
  #past: Workspace[] = []

  host = { call: (request: Request) => this.#call(request) } as unknown as Host

  async #call(request: Request): Promise<Response> {
    this.sent.push(request)
    await new Promise<void>((go) => this.#gates.push(go))
    if (typeof request === 'object' && 'open' in request) return { opened: view(this.state, this.revision) }
    if (typeof request === 'object' && 'edit' in request) {
      const { base, edit } = request.edit
      if (base !== this.revision) throw new Refusal({ code: 'stale', message: '', detail: '' })
      if ('set' in edit && edit.set.value === 'bad') throw new Refusal({ code: 'refused', message: '不行', detail: '' })
      this.#past.push(this.state)
      this.state = applied(this.state, edit)
      this.revision += 1
      return { edited: { revision: this.revision, findings: [], steps: { undo: { zh: '某步', en: 'a step' }, redo: null }, saved_at: '' } }
    }
    if (typeof request === 'object' && 'undo' in request) {
      if (request.undo.base !== this.revision) throw new Refusal({ code: 'stale', message: '過時', detail: '' })
      this.state = this.#past.pop() ?? this.state
      this.revision += 1
      return { opened: { ...view(this.state, this.revision), steps: { undo: { zh: '某步', en: 'a step' }, redo: null } } }
    }
    throw new Error('not asked here')
  }

  async answer(times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      // What is edited is sent once it is drawn.
      await new Promise((go) => setTimeout(go))
      this.#gates.shift()?.()
      await new Promise((go) => setTimeout(go))
    }
  }
}

const named = (value: string): Edit => ({ set: { path: '/school/name', value } })

function opened() {
  const remote = new Remote()
  const desk = new Desk(remote.host)
  desk.show(view(remote.state, remote.revision))
  return { remote, desk }
}

describe('the open season', () => {
  test('an edit shows before it is answered', () => {
    const { desk } = opened()
    desk.edit(named('甲'))
    flushSync()
    expect(desk.workspace?.school.name).toBe('甲')
    expect(desk.unsaved).toBe(1)
  })

  test('one request is in flight; typing that waits is overtaken by what was typed after', async () => {
    const { remote, desk } = opened()
    for (const text of ['一', '一二', '一二三']) desk.edit(named(text), true)
    expect(remote.sent.length, 'drawn before it is sent').toBe(0)
    await new Promise((go) => setTimeout(go))
    expect(remote.sent.length).toBe(1)
    await remote.answer(2)
    await desk.settled()
    expect(remote.sent.length).toBe(2)
    expect(remote.state.school.name).toBe('一二三')
    expect(desk.unsaved).toBe(0)
  })

  test('when another window moved on, the season is opened again and the edit is laid over it', async () => {
    const { remote, desk } = opened()
    remote.state = { ...remote.state, cycle: '第四期' }
    remote.revision = 7
    desk.edit(named('甲'))
    await remote.answer(3)
    await desk.settled()
    expect([remote.state.school.name, remote.state.cycle]).toEqual(['甲', '第四期'])
    expect([desk.workspace?.school.name, desk.workspace?.cycle]).toEqual(['甲', '第四期'])
    expect(desk.failure).toBeNull()
  })

  test('a refused edit is taken away, the reason is told, and the others stand', async () => {
    const { remote, desk } = opened()
    desk.edit(named('bad'))
    desk.edit({ set: { path: '/cycle', value: '第五期' } })
    await remote.answer(2)
    await desk.settled()
    expect(desk.workspace?.school.name).toBe('')
    expect(desk.workspace?.cycle).toBe('第五期')
    expect(desk.failure?.message).toBe('不行')
  })

  test('undo pressed twice at once takes back two steps, and what is typed meanwhile is not lost', async () => {
    const { remote, desk } = opened()
    desk.edit(named('甲'))
    await remote.answer()
    desk.edit(named('乙'))
    await remote.answer()
    await desk.settled()
    const both = Promise.all([desk.undo(), desk.undo()])
    await remote.answer()
    desk.edit({ set: { path: '/cycle', value: '第五期' } })
    await remote.answer(2)
    await both
    await desk.settled()
    expect(remote.state.school.name).toBe('')
    expect([remote.state.cycle, desk.workspace?.cycle]).toEqual(['第五期', '第五期'])
    expect(desk.failure).toBeNull()
  })
})
