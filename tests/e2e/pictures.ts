import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

/**
 * What share of a picture may differ from its reference. A sentence more, or letters that another version of the browser
 * draws a little otherwise, stay below; a panel that is gone, a table that runs over its neighbour or a page without its
 * styles does not.
 */
const TOLERANCE = 0.03

const reference = (name: string) => fileURLToPath(new URL(`../ref/screens/${name}.png`, import.meta.url))
const differing = (name: string) => fileURLToPath(new URL(`../../out/screens-differ/${name}.png`, import.meta.url))

/** What is no change to anybody: a reference that differs by less is not taken anew. */
const NOTHING = 0.0005

/** Holds a picture against its reference: nothing, or the sentence that says what differs. `UPDATE=1` makes it the reference. */
export async function differs(name: string, picture: Buffer): Promise<string[]> {
  const update = process.env['UPDATE']
  const kept = await readFile(reference(name)).catch(() => null)
  if (kept === null && !update) return [`there is no picture of ${name} in tests/ref/screens: UPDATE=1 makes one`]
  const found = kept === null ? null : compared(kept, picture)
  if (update) {
    if (found !== null && found.share <= NOTHING) return []
    await keep(reference(name), picture)
    await fewColours(reference(name))
    return []
  }
  if (found !== null && found.share <= TOLERANCE) return []
  if (found?.drawn) await keep(differing(name), found.drawn)
  return [`${((found?.share ?? 1) * 100).toFixed(1)} % of ${name} differ from its reference: see ${differing(name)}; if it is meant, UPDATE=1`]
}

/** What share of two pictures differs, and where; all of it where they are not of one size. */
function compared(kept: Buffer, picture: Buffer): { share: number; drawn: Buffer | null } {
  const [before, now] = [PNG.sync.read(kept), PNG.sync.read(picture)]
  if (before.width !== now.width || before.height !== now.height) return { share: 1, drawn: null }
  const drawn = new PNG({ width: now.width, height: now.height })
  const share = pixelmatch(before.data, now.data, drawn.data, now.width, now.height, { threshold: 0.2 }) / (now.width * now.height)
  return { share, drawn: PNG.sync.write(drawn) }
}

/**
 * Whether this machine draws letters as the one that made the references: with other fonts, or on another system, every screen
 * would differ and nothing be said by it. `UPDATE=1` keeps what is drawn here.
 */
export async function drawsTheSameLetters(page: Page): Promise<boolean> {
  const tokens = await readFile(fileURLToPath(new URL('../../ui/src/styles/tokens.css', import.meta.url)), 'utf8')
  const faces = /--font:\s*([^;]+);/.exec(tokens)?.[1]?.replaceAll('"', "'") ?? 'system-ui'
  await page.setContent(`<html lang="zh-Hant-TW"><body style="margin:16px;font:400 16px/1.6 ${faces}"><p>國立範例大學　社會責任實踐計畫，補助款 12,345.67 元。</p><p><b>Budget: violations, totals &amp; limits</b></p><select><option>經費編列</option></select> <input type="checkbox" checked></body></html>`)
  const picture = await page.screenshot({ caret: 'hide', clip: { x: 0, y: 0, width: 480, height: 160 } })
  if (process.env['UPDATE']) await keep(reference(LETTERS), picture)
  const kept = await readFile(reference(LETTERS)).catch(() => null)
  if (kept === null) return false
  return compared(kept, picture).share <= OTHER_LETTERS
}

const LETTERS = '_letters'
/** What another version of the same browser does to the edges of letters is less; another face is more. */
const OTHER_LETTERS = 0.001

async function keep(path: string, picture: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, picture)
}

/** The window has few colours: with a palette of them a picture takes a quarter of its room. */
async function fewColours(path: string): Promise<void> {
  await promisify(execFile)('convert', [path, '+dither', '-colors', '48', `png8:${path}`])
}
