import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/**
 * What share of a picture may differ from its reference. A sentence more, or letters that another version of the browser
 * draws a little otherwise, stay below; a panel that is gone, a table that runs over its neighbour or a page without its
 * styles does not.
 */
const TOLERANCE = 0.03

const reference = (name: string) => fileURLToPath(new URL(`../ref/screens/${name}.png`, import.meta.url))
const differing = (name: string) => fileURLToPath(new URL(`../../out/screens-differ/${name}.png`, import.meta.url))

/** Holds a picture against its reference: nothing, or the sentence that says what differs. `UPDATE=1` makes it the reference. */
export async function differs(name: string, picture: Buffer): Promise<string[]> {
  if (process.env['UPDATE']) {
    await keep(reference(name), picture)
    await fewColours(reference(name))
    return []
  }
  const kept = await readFile(reference(name)).catch(() => null)
  if (kept === null) return [`there is no picture of ${name} in tests/ref/screens: UPDATE=1 makes one`]
  const [before, now] = [PNG.sync.read(kept), PNG.sync.read(picture)]
  if (before.width !== now.width || before.height !== now.height) return [`${name} is ${now.width} × ${now.height}, was ${before.width} × ${before.height}`]
  const drawn = new PNG({ width: now.width, height: now.height })
  const share = pixelmatch(before.data, now.data, drawn.data, now.width, now.height, { threshold: 0.2 }) / (now.width * now.height)
  if (share <= TOLERANCE) return []
  await keep(differing(name), PNG.sync.write(drawn))
  return [`${(share * 100).toFixed(1)} % of ${name} differ from its reference: see ${differing(name)}; if it is meant, UPDATE=1`]
}

async function keep(path: string, picture: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, picture)
}

/** The window has few colours: with a palette of them a picture takes a quarter of its room. */
async function fewColours(path: string): Promise<void> {
  await promisify(execFile)('convert', [path, '+dither', '-colors', '48', `png8:${path}`])
}
