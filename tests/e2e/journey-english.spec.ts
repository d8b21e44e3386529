import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openWindow, type Window } from './host'
import { choose, give, saysOf, suite, write } from './journey'

// The coordinator's main job in an English window: a season, a proposal, its budget from Excel, a finding settled, the PDF.
let window: Window
let page: Page
beforeAll(async () => {
  window = await openWindow({ author: 'Lin', language: 'en' })
  page = window.page
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const PROPOSAL = 'Harbour care: learning with fishing villages'
const button = (name: string) => page.getByRole('button', { name, exact: true })
const visit = async (name: string) => {
  const plain = name.replace(/[()]/g, '\\$&')
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: new RegExp(`^${plain}(\\s|$)`) }).last().click()
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
}
const saved = () => page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()

test('a season with its school and its deadline', async () => {
  await button('All seasons').last().click()
  await button('New season').click()
  await button('Make the season').click()
  await page.getByRole('alert').filter({ hasText: 'name' }).waitFor()
  await write(page, 'Name of the season', 'Round 3')
  await write(page, 'School', 'National Haidong University')
  await write(page, 'First year of the plan', '112')
  await write(page, 'Last year of the plan', '112')
  await button('Make the season').click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  await visit('School profile')
  await choose(page, 'Answers to', 'National')
  await write(page, 'Deadline', '2022-11-30 17:00')
  await page.getByText('30 November 2022 17:00').waitFor()
  await write(page, 'Deadline', '2022-02-30')
  await page.getByRole('alert').filter({ hasText: 'is no day and time' }).waitFor()
  await page.getByLabel('Deadline', { exact: true }).press('Escape')
  expect(await page.getByLabel('Deadline', { exact: true }).inputValue()).toBe('111/11/30 17:00')
})

test('a proposal, and its budget from Excel to the dollar', async () => {
  await button('Add proposal').click()
  await write(page, 'Title', PROPOSAL)
  await choose(page, 'Type', 'Sprout')
  await write(page, 'First day', '2023-01-01')
  await write(page, 'Last day', '112/12/31')
  await visit('Budget')
  await button('Import from Excel').click()
  await give(page, button('Choose a file…'), suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await page.getByText('12 lines to import').waitFor()
  await page.getByLabel('Lines without a fund').selectOption('grant')
  await button('Next: confirm changes').click()
  await button('Import 12 changes').click()
  await page.getByRole('grid', { name: 'Budget of 112' }).waitFor()
  const total = page.getByRole('table', { name: 'Totals of the year' }).getByRole('row').last()
  expect(await total.innerText()).toMatch(/564,000\s+712,246\s+39,754\s+60,000\s+1,376,000/)
})

test('a finding leads to its place and is settled there; undo brings it back', async () => {
  await write(page, 'Grant requested', '1,400,000')
  const differs = page.getByText('NT$24,000 below the grant')
  await differs.waitFor()
  const finding = page.locator('aside article.violation').filter({ hasText: '1,400,000' }).first()
  await finding.getByRole('button').first().click()
  await write(page, 'Grant requested', '1,376,000')
  await page.getByText('agrees with the grant').waitFor()
  await saved()
  await button('Undo').click()
  await differs.waitFor()
  await button('Redo').click()
  await page.getByText('agrees with the grant').waitFor()
})

test('the sheet is searched, and the palette finds a page by its English name', async () => {
  await page.getByRole('grid').click({ position: { x: 200, y: 60 } })
  await page.keyboard.press('Control+f')
  await page.keyboard.type('176')
  await page.getByRole('search').getByRole('status').filter({ hasText: 'of' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Review and export')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Review and export', level: 1 }).waitFor()
})

test('what is open is counted, and the packet is a draft that says what was entered', async () => {
  const counts = (await page.locator('footer .counts').getAttribute('aria-label')) ?? ''
  expect(counts).toMatch(/Violation \d+/)
  await visit('Overview')
  await button('Export…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/points are open/).waitFor()
  const received = page.waitForEvent('download', { timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Choose a place and export' }).click()
  const text = await saysOf(await received)
  for (const said of ['NationalHaidongUniversity', PROPOSAL, '1,376,000']) expect(text).toContain(said.replaceAll(/\s/g, ''))
  await dialog.getByRole('button', { name: 'Close' }).click()
})
