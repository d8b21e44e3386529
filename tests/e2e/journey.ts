import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Download, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openWindow, rail, type Window } from './host'

/** Two people, each with a library of their own, and the folder of the mail between them: files are all that passes. */
export interface TwoDesks {
  office: Page
  teacher: Page
  /** Where a file of this name lies. */
  mail: (name: string) => string
}

/** Opens both before the tests of a file; nothing may go wrong in either page. */
export function twoDesks(office: string, teacher: string): TwoDesks {
  const windows: Window[] = []
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usr-desk-mail-'))
    for (const author of [office, teacher]) windows.push(await openWindow({ author }))
  }, 60_000)
  afterAll(async () => {
    expect(windows.flatMap((window) => window.faults)).toEqual([])
    for (const window of windows) await window.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    get office() {
      return windows[0]!.page
    },
    get teacher() {
      return windows[1]!.page
    },
    mail: (name) => join(folder, name),
  }
}

/** A file of the suites. */
export const suite = (name: string) => fileURLToPath(new URL(`../suite/${name}`, import.meta.url))

/** Fills a field and leaves it, which makes a step of it. */
export async function write(scope: Page | Locator, label: string, text: string): Promise<void> {
  const field = scope.getByLabel(label, { exact: true }).last()
  await field.fill(text)
  await field.blur()
}

export async function choose(scope: Page | Locator, label: string, option: string): Promise<void> {
  await scope.getByLabel(label, { exact: true }).last().selectOption({ label: option })
}

/** Presses 新增… of a list and answers the item that came. */
export async function add(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click()
  return page.getByRole('main')
}

/** A page of the season, by its name in the rail; a chapter of the proposal that is open there. */
export async function visit(page: Page, name: string): Promise<void> {
  await rail(page, name).last().click()
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
}

/** Answers the file dialog that a button opens. */
export async function give(page: Page, button: Locator, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await button.click()
  await (await chooser).setFiles(file)
}

/** Keeps what a button makes the window save. */
export async function receive(page: Page, button: Locator, path: string): Promise<string> {
  const download = page.waitForEvent('download', { timeout: 90_000 })
  await button.click()
  await (await download).saveAs(path)
  return path
}

/** How many checks stand open, as the foot of the window counts them: 違規 2, 需核准 1… */
export async function open(page: Page, level: string): Promise<number> {
  const counts = (await page.locator('footer .counts').getAttribute('aria-label')) ?? ''
  return Number(new RegExp(`${level} (\\d+)`).exec(counts)?.[1] ?? 0)
}

/** Writes in the narrative, whatever it is written with: an editor or a plain field. */
export async function narrate(page: Page, section: string, text: string): Promise<void> {
  await page.getByRole('navigation', { name: '各節' }).getByRole('button', { name: section }).click()
  const editor = page.getByRole('main').getByRole('textbox', { name: section })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

/** What stands in a section of the narrative. */
export async function narrated(page: Page, section: string): Promise<string> {
  await page.getByRole('navigation', { name: '各節' }).getByRole('button', { name: section }).click()
  const editor = page.getByRole('main').getByRole('textbox', { name: section })
  return editor.evaluate((element) => (element instanceof HTMLTextAreaElement ? element.value : (element.textContent ?? '')))
}

/** What a PDF says, as `pdftotext` reads it, without its white space. */
export async function saysOf(download: Download | string): Promise<string> {
  const path = typeof download === 'string' ? download : await download.path()
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 })
  return stdout.replaceAll(/[\s\u3000]+/g, '')
}

/** How many pages a PDF has. */
export async function pagesOf(path: string): Promise<number> {
  const { stdout } = await promisify(execFile)('pdfinfo', [path])
  return Number(/Pages:\s+(\d+)/.exec(stdout)?.[1])
}
