// `node run.mjs shoot …`, `node run.mjs bench`: what is no test but uses what the tests are made of.
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [, , name, ...words] = process.argv
const ui = fileURLToPath(new URL('../../ui/', import.meta.url))
const { resolve } = createRequire(ui)
const { runnerImport } = await import(pathToFileURL(resolve('vite')).href)

const given = {
  'playwright-core': `import { createRequire } from 'node:module'\nexport const { chromium } = createRequire(${JSON.stringify(ui)})('playwright-core')`,
  // Nothing is expected outside a test.
  vitest: 'export const expect = undefined',
}
// The packages are installed beside the pages, where a module of this folder does not look for them.
const installed = {
  name: 'installed',
  enforce: 'pre',
  resolveId: (id) => (id in given ? `\0${id}` : null),
  load: (id) => given[id.slice(1)] ?? null,
}
const { module } = await runnerImport(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), { root: ui, configFile: false, plugins: [installed] })
await module.main(words)
