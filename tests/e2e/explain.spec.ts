import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe'
import { call, openWindow, rail, saved, type Window } from './host'

const english = process.env['LANGUAGE_OF_WINDOW'] === 'en'
let window: Window
beforeAll(async () => {
  window = await openWindow(process.env['SCHEME'] === 'dark' ? { scheme: 'dark' } : {})
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

/** `LOOK=folder` keeps pictures of what is tested, to be looked at; `SCHEME=dark` in the dark. */
async function look(name: string) {
  const folder = process.env['LOOK']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await window.page.screenshot({ path: `${folder}/${name}.png` })
}

interface Season {
  season: { id: string }
  revision: number
  workspace: { proposals: { id: string; sections: { key: string }[] }[]; people: { id: string; name: string }[] }
}

/** Edits beside the window, then the window opens the season anew. */
async function prepare(edits: (season: Season) => unknown[]) {
  const { page } = window
  await page.locator('main h1').first().waitFor()
  const address = new URL(page.url()).origin
  const list = (await call(address, 'library'))['library'] as { id: string; title: string }[]
  const opened = (await call(address, { open: { season: list[0]!.id } }))['opened'] as Season
  let base = opened.revision
  for (const edit of edits(opened)) {
    const answer = (await call(address, { edit: { season: opened.season.id, base, edit } }))['edited'] as { revision: number }
    base = answer.revision
  }
  await page.reload()
  await page.getByText(list[0]!.title).first().click()
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
}

test('the clause viewer lights the phrase, shows the other wording and what both readings give', async () => {
  const { page } = window
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(page, '條款總覽').click()
  await page.getByLabel('以條號或文字篩選條款').fill('國外差旅費')
  await page.locator('main .list li button').first().click()
  const lit = page.locator('main blockquote mark', { hasText: '永續發展類計畫：所編列國外差旅費或國際交流費用不超過本部補助經費百分之十五' })
  await lit.waitFor()
  await page.locator('main').getByText('本部核定補助經費百分之十五').first().waitFor()
  const reading = page.locator('main section', { hasText: '15% 的「國外差旅費或國際交流費用」' })
  await reading.locator('tbody tr').first().waitFor()
  expect(await reading.locator('tbody td').first().innerText()).toMatch(/元/)
  expect(await violations(page)).toEqual([])
  await look('clause')
})

test('the whole text stands sentence by sentence with what becomes of each', async () => {
  const { page } = window
  await page.getByRole('button', { name: '逐句全文' }).click()
  const rows = page.locator('main ol > li')
  await rows.first().waitFor()
  expect(await rows.count()).toBeGreaterThan(90)
  await look('whole-text')
  await page.getByRole('button', { name: '兩種讀法' }).click()
  await page.getByRole('heading', { name: /^A19/ }).waitFor()
  await look('readings')
  expect(await violations(page)).toEqual([])
})

test('a figure says what was counted, by which arithmetic, and where each value came from', async () => {
  const { page } = window
  await rail(page, '學校基本資料').click()
  await page.getByRole('tab', { name: '檢核' }).click()
  await page.getByRole('button', { name: /^全部/ }).click()
  const card = page.locator('aside article.violation', { hasText: '國際交流費合計' }).first()
  await card.getByText('為什麼？').click()
  await card.getByText('分母').waitFor()
  expect(await card.locator('.step').allInnerTexts()).toContainEqual(expect.stringMatching(/上限：.*× \d+%/))
  expect(await card.locator('.origin').first().innerText()).not.toBe('')
  await card.scrollIntoViewIfNeeded()
  await look('why')
  await page.locator('.rail a.proposal').first().click()
  await rail(page, '經費編列').click()
  const why = page.locator('main').getByRole('button', { name: /：這個數字怎麼來的$/ }).first()
  await why.click()
  await page.locator('main .why .step').first().waitFor()
  await look('gauge-why')
  expect(await violations(page)).toEqual([])
})

test('people whose names look alike are asked about once, the answer is remembered and undone', async () => {
  const { page } = window
  await prepare(({ workspace }) => {
    const person = workspace.people.find((p) => p.name === '黃建國')!
    return [
      { set: { path: `/people/${person.id}/staff_number`, value: null } },
      { add: { list: '/people', value: { id: 'alike', name: '黄　建國教授', is_teacher: true }, before: null } },
      { add: { list: `/proposals/${workspace.proposals[2]!.id}/team`, value: { person: 'alike', role: 'associate_investigator' }, before: null } },
    ]
  })
  await rail(page, '學校基本資料').click()
  await page.getByRole('tab', { name: '檢核' }).click()
  await page.getByRole('button', { name: /^全部/ }).click()
  const asked = page.locator('aside article', { hasText: '是同一個人嗎' })
  await asked.first().waitFor()
  await asked.first().scrollIntoViewIfNeeded()
  await look('same-people')
  expect(await violations(page)).toEqual([])
  await asked.first().getByRole('button', { name: '是同一人', exact: true }).click()
  await saved(page)
  await expect.poll(() => asked.count()).toBe(0)
  await page.locator('aside article.violation', { hasText: '黃建國同時擔任' }).first().waitFor()
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Control+z')
  await page.getByRole('heading', { level: 1, name: '人員名冊' }).waitFor()
  await page.getByRole('button', { name: /^全部/ }).click()
  await asked.first().waitFor()
  await asked.first().getByRole('button', { name: '不是同一人' }).click()
  await saved(page)
  await expect.poll(() => asked.count()).toBe(0)
  expect(await page.locator('aside article.violation', { hasText: '黃建國同時擔任' }).count()).toBe(0)
})

const PASTED = '大林糖廠停產二十年後，倉庫與鐵道閒置，鄰近三個里的青年外移比率高於全縣平均。團隊自民國一百零九年起進駐，先以訪談與踏查記錄老員工的記憶，再將廠區分為展示、工坊與市集三區，逐區修繕並交由居民營運。'

test('a paragraph of an earlier plan is found with both passages and places, and nothing is called free of repetition', async () => {
  const { page } = window
  await prepare(({ workspace }) => {
    const [proposal] = workspace.proposals
    return [{ set: { path: `/proposals/${proposal!.id}/sections/${proposal!.sections[1]!.key}/text`, value: `前言。\n${PASTED}` } }]
  })
  await page.locator('.rail a.proposal').first().click()
  await rail(page, '檢核與輸出').click()
  const group = page.locator('main').getByRole('heading', { name: '內容比對' }).locator('xpath=..')
  await group.scrollIntoViewIfNeeded()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '加入前期計畫…' }).click()])
  const earlier = `去年的計畫書\n${'前面有很多別的段落，寫著別的事情。\n'.repeat(20)}${PASTED.replace('青年外移比率', '年輕人外移的比例')}\n`
  await chooser.setFiles({ name: '去年計畫.txt', mimeType: 'text/plain', buffer: Buffer.from(earlier) })
  await page.getByText('去年計畫.txt').waitFor()
  await page.getByRole('button', { name: '開始比對' }).click()
  const hit = page.locator('main .hits li', { hasText: '去年計畫.txt' })
  await hit.first().waitFor()
  expect(await hit.count()).toBe(1)
  await hit.getByText(/第 \d+.* 行/).waitFor()
  await hit.scrollIntoViewIfNeeded()
  await look('alike')
  expect(await violations(page)).toEqual([])
  expect(await page.locator('main').innerText()).not.toContain('無重複')
  await hit.getByRole('button', { name: '前往這一段' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
})

test.runIf(english)('in English the viewer speaks English, the text stays as it is', async () => {
  const { page } = window
  const address = new URL(page.url()).origin
  await call(address, { set_settings: { author: 'Tester', language: 'en', theme: process.env['SCHEME'] ?? '' } })
  await page.reload()
  await page.locator('main').getByText(/練習/).first().click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  await page.getByRole('link', { name: /^Clauses|^All clauses|^Clause book/ }).first().click()
  await page.getByRole('button', { name: 'Two readings' }).click()
  await page.getByRole('heading', { name: /^A7/ }).waitFor()
  await look('readings-en')
  expect(await violations(page)).toEqual([])
})
