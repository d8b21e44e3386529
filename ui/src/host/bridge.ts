import { base64, failureOf, part, Refusal, type Chosen, type Host } from './host'
import type { Failure, Progress, Request, Response } from './protocol'

const ENDINGS = {
  budget: '.xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.htm,.html',
  season: '.usrdesk,.usrdesk-part,.json',
  part: '.usrdesk-part,.json',
  attachment: '.pdf,.jpg,.jpeg,.png',
  packet: '.pdf',
  bulletin: '.txt,.docx,.pdf,.eml,.ics',
  holidays: '.ics,.csv,.txt',
  dictionary: '.json',
  word: '.docx',
}

/** The same desk over loopback HTTP: for development, and for tests in a real browser. */
export function bridgeHost(base = ''): Host {
  async function post<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok && answer.headers.get('content-type')?.includes('json') !== true) {
      throw new Error(`${path} answered ${answer.status}`)
    }
    return (await answer.json()) as T
  }
  async function call(request: Request): Promise<Response> {
    let answer: { ok: Response } | { failure: Failure }
    try {
      answer = await post('/call', request)
    } catch (thrown) {
      throw new Refusal(failureOf(thrown))
    }
    if ('failure' in answer) throw new Refusal(answer.failure)
    return answer.ok
  }
  async function stage(name: string, bytes: Uint8Array): Promise<Chosen> {
    return { ticket: part(await call({ stage: { name, content: base64(bytes) } }), 'staged'), name }
  }
  async function pick(accept: string): Promise<Chosen | null> {
    const file = await chooseFile(accept)
    return file ? stage(file.name, new Uint8Array(await file.arrayBuffer())) : null
  }
  return {
    call,
    stage,
    pickSheet: () => pick(ENDINGS.budget),
    pickSeason: () => pick(ENDINGS.season),
    pickPart: () => pick(ENDINGS.part),
    pickAttachment: () => pick(ENDINGS.attachment),
    pickBulletin: () => pick(ENDINGS.bulletin),
    pickWord: () => pick(ENDINGS.word),
    pickHolidays: () => pick(ENDINGS.holidays),
    pickDictionary: () => pick(ENDINGS.dictionary),
    async saveAs(suggested) {
      const { ticket } = await post<{ ticket: string }>('/destination', { name: suggested })
      return { ticket, name: suggested }
    },
    async deliver(saved, files) {
      const place = `${base}/download/${encodeURIComponent(saved.ticket)}`
      if (!files) return download(place, saved.name)
      // One after the other: a browser drops downloads that are asked for in one breath.
      for (const name of files) {
        const content = await fetch(`${place}/${encodeURIComponent(name)}`)
        const held = URL.createObjectURL(await content.blob())
        download(held, name)
        setTimeout(() => URL.revokeObjectURL(held), 60_000)
      }
    },
    // A browser opens no files by itself, and has its own menu.
    onArrival: () => () => {},
    offer() {},
    onMenu: () => () => {},
    async view(saved) {
      window.open(`${base}/download/${encodeURIComponent(saved.ticket)}`, '_blank', 'noopener')
    },
    onProgress(tell) {
      const events = new EventSource(`${base}/progress`)
      events.onmessage = (event) => tell(JSON.parse(event.data as string) as Progress)
      // A bridge that does not stream progress closes the line; the work itself goes on.
      events.onerror = () => events.close()
      return () => events.close()
    },
  }
}

function download(place: string, name: string): void {
  const link = document.createElement('a')
  link.href = place
  link.download = name
  link.click()
}

function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.onchange = () => resolve(input.files?.[0] ?? null)
    input.oncancel = () => resolve(null)
    input.click()
  })
}
