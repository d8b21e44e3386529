import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The program under test. */
export const binary = process.env['USR_DESK_BIN'] ?? join(root, 'target/debug/usr-desk')
const browserPath = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium'

/** A desk with a library of its own, and one page that shows it. */
export interface Window {
  page: Page
  context: BrowserContext
  /** What the page wrote to its console as an error, and what it threw. */
  faults: string[]
  close(): Promise<void>
}

interface Wishes {
  scheme?: 'light' | 'dark'
  /** As Windows' contrast themes: the system's few colours, no backgrounds. */
  forced?: boolean
  width?: number
  height?: number
  /** Who works here; blank = the window asks. */
  author?: string
  language?: 'zh-TW' | 'en'
  /** How many pixels of a picture stand for one of the page. */
  scale?: number
  /** It is always the same minute: for pictures that are to be the same at every run. */
  still?: boolean
  /** The tour of the practice season lies above every page; most tests have left it. */
  tour?: boolean
}

/** Starts `usr-desk serve` over a fresh library and opens the window in Chromium. */
export async function openWindow(wishes: Wishes = {}): Promise<Window> {
  const library = await mkdtemp(join(tmpdir(), 'usr-desk-e2e-'))
  const { child, address } = await serve(library)
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    child.kill('SIGTERM')
    await rm(library, { recursive: true, force: true })
  }
  try {
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--lang=zh-TW', '--disable-dev-shm-usage'] })
    const context = await browser.newContext({
      viewport: { width: wishes.width ?? 1440, height: wishes.height ?? 900 },
      colorScheme: wishes.scheme ?? 'light',
      forcedColors: wishes.forced ? 'active' : 'none',
      locale: 'zh-TW',
      timezoneId: 'Asia/Taipei',
      acceptDownloads: true,
      reducedMotion: 'reduce',
      deviceScaleFactor: wishes.scale ?? 1,
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    page.setDefaultTimeout(15_000)
    const author = wishes.author ?? '測試員'
    if (author) await call(address, { set_settings: { author, language: wishes.language ?? 'zh-TW', theme: '', tour_left: !wishes.tour } })
    if (wishes.still) await standStill(page)
    await page.goto(address)
    return { page, context, faults, close }
  } catch (error) {
    await close()
    throw error
  }
}

const MINUTE = new Date('2026-11-22T14:32:00+08:00')

/** The page's clock stands, and the stamps of the desk's own are of the same minute. */
async function standStill(page: Page): Promise<void> {
  await page.clock.setFixedTime(MINUTE)
  const days = [-1, 0, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)).join('|')
  const stamp = new RegExp(`(?:${days})T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)`, 'g')
  await page.route('**/call', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(stamp, MINUTE.toISOString()) })
  })
}

/** The desk alone, over a fresh library. */
export async function startDesk(): Promise<{ address: string; close(): Promise<void> }> {
  const library = await mkdtemp(join(tmpdir(), 'usr-desk-e2e-'))
  const { child, address } = await serve(library)
  const close = async () => {
    child.kill('SIGTERM')
    await rm(library, { recursive: true, force: true })
  }
  return { address, close }
}

/** A request beside the window: to prepare, and to look at what is really stored. */
export async function call(address: string, request: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${address}/call`, { method: 'POST', body: JSON.stringify(request) })
  const body = (await answer.json()) as { ok?: Record<string, unknown>; failure?: { message: string } }
  if (body.failure) throw new Error(body.failure.message)
  return body.ok ?? {}
}

async function serve(library: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(binary, ['serve', '--library', library, '--ui', join(root, 'ui/dist'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout! })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${binary} serve ended with ${code}`)))
    lines.once('line', (address) => resolve({ child, address }))
  })
}

/** Waits until nothing is unsaved any more. */
export async function saved(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: '已自動儲存' }).waitFor()
}

/** The rail's entry of that name; the state of its chapter may follow. */
export function rail(page: Page, name: string) {
  return page.getByRole('navigation', { name: '章節' }).getByRole('link', { name: new RegExp(`^${name}(\\s|$)`) })
}
