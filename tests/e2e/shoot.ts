import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openWindow } from './host'
import { begin, SCREENS, visit, type Language } from './screens'

const HELP = `npm run screens -- [NAME…] [--lang zh-TW|en] [--theme light|dark|forced] [--width 1440] [--height 900] [--zoom 1] [--out DIR]
Takes a picture of each screen that is named, or of all, into DIR (default: out/screens). The names:
  ${SCREENS.map(({ name }) => name).join(' ')}`

/** Pictures of screens, by name: for the manual, and to be looked at. */
export async function main(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      lang: { type: 'string', default: 'zh-TW' },
      theme: { type: 'string', default: 'light' },
      width: { type: 'string', default: '1440' },
      height: { type: 'string', default: '900' },
      zoom: { type: 'string', default: '1' },
      out: { type: 'string', default: '../out/screens' },
      help: { type: 'boolean' },
    },
  })
  const unknown = positionals.filter((name) => SCREENS.every((screen) => screen.name !== name))
  if (values.help || unknown.length > 0) {
    console.log(unknown.length > 0 ? `No screen is called ${unknown.join(', ')}.\n${HELP}` : HELP)
    process.exitCode = unknown.length > 0 ? 2 : 0
    return
  }
  const out = resolve(values.out)
  await mkdir(out, { recursive: true })
  const zoom = Number(values.zoom)
  const window = await openWindow({
    scheme: values.theme === 'dark' ? 'dark' : 'light',
    forced: values.theme === 'forced',
    // Zooming in leaves a page fewer of its own pixels.
    width: Math.round(Number(values.width) / zoom),
    height: Math.round(Number(values.height) / zoom),
    language: values.lang as Language,
    author: '林承辦',
    still: true,
  })
  try {
    const walk = await begin(window, values.lang as Language)
    for (const screen of SCREENS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
      try {
        await visit(walk, screen)
        await window.page.screenshot({ path: join(out, `${screen.name}.png`), caret: 'hide', animations: 'disabled' })
        console.log(screen.name)
      } catch (error) {
        console.log(`${screen.name}: ${String(error).split('\n')[0]}`)
        await window.page.screenshot({ path: join(out, `${screen.name}.FAILED.png`) })
        process.exitCode = 1
      }
    }
  } finally {
    await window.close()
  }
}
