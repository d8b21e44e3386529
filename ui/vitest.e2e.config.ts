import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const installed = (name: string) => fileURLToPath(new URL(`node_modules/${name}`, import.meta.url))

// The specs lie beside the other tests, outside this folder: they find the packages of this one by name.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: {
    alias: {
      'playwright-core': installed('playwright-core/index.mjs'),
      '@axe-core/playwright': installed('@axe-core/playwright/dist/index.mjs'),
      pixelmatch: installed('pixelmatch/index.js'),
      pngjs: installed('pngjs/lib/png.js'),
      vitest: installed('vitest'),
    },
  },
  test: {
    include: ['tests/e2e/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One Chromium at a time: the machine that runs this may be small, and every spec has its own library.
    fileParallelism: false,
    pool: 'forks',
  },
})
