import { expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail } from './host'

test('the window speaks English too, at once', async () => {
  const window = await openWindow()
  await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(window.page, '設定').click()
  await window.page.getByLabel('English').check()
  await window.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  expect(await window.page.evaluate(() => document.documentElement.lang)).toBe('en-TW')
  expect(await violations(window.page)).toEqual([])
  await window.close()
})
