import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { en } from '../../ui/src/i18n/en'
import { zhTW } from '../../ui/src/i18n/zh-TW'
import { call, type Window } from './host'
import { suite } from './journey'

// Every screen of the window by its name, and how to come to it in either language. The proofs walk the whole list;
// `npm run screens` takes pictures of those that are named.

type Words = typeof zhTW
export type Language = 'zh-TW' | 'en'
type Season = 'practice' | 'earlier' | 'blank' | 'library'

/** Someone before the window, who knows its words. */
export interface Walk {
  window: Window
  page: Page
  address: string
  words: Words
  /** The seasons of the library, by what they are here. */
  seasons: Partial<Record<Season, string>>
  here: Season | null
  /** Puts away what the last screen opened beside the pages. */
  leave?: (() => Promise<void>) | undefined
}

interface Screen {
  name: string
  in: Season
  show(walk: Walk): Promise<void>
  /** Whether something lies over the page and Escape takes it away. */
  over?: boolean
  /** Puts away what stays beside the pages. */
  leave?(walk: Walk): Promise<void>
}

const wordsOf = (language: Language): Words => (language === 'en' ? en : zhTW)

export async function begin(window: Window, language: Language): Promise<Walk> {
  const walk: Walk = { window, page: window.page, address: new URL(window.page.url()).origin, words: wordsOf(language), seasons: {}, here: 'practice' }
  await heading(walk, walk.words.shell.overview)
  const [practice] = (await call(walk.address, 'library'))['library'] as { id: string }[]
  walk.seasons.practice = practice!.id
  return walk
}

/** Comes to a screen from wherever one is. */
export async function visit(walk: Walk, screen: Screen): Promise<void> {
  await leaveOver(walk)
  await walk.leave?.()
  walk.leave = screen.leave && (() => screen.leave!(walk))
  if (walk.here !== screen.in) await enter(walk, screen.in)
  await screen.show(walk)
  await still(walk.page)
}

/** Takes away what lies over the page. */
export async function leaveOver({ page }: Walk): Promise<void> {
  while ((await page.locator('[role="dialog"], [role="menu"]').count()) > 0) {
    await page.keyboard.press('Escape')
    await page.waitForTimeout(60)
  }
}

/** Until nothing is being loaded, drawn or saved. */
async function still(page: Page): Promise<void> {
  await page.locator('[role="status"]', { hasText: /儲存中|Saving|讀取|Reading|載入|Loading/ }).waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
  await page.waitForTimeout(120)
}

async function enter(walk: Walk, season: Season): Promise<void> {
  const { page, address, words } = walk
  if (season !== 'library' && walk.seasons[season] === undefined) walk.seasons[season] = await make(address, season)
  if (walk.here !== 'library') await page.getByRole('button', { name: words.shell.seasons }).last().click()
  await heading(walk, words.library.title)
  walk.here = 'library'
  if (season === 'library') return
  // The list shows what was brought in beside the window only when it is asked for again.
  await page.reload()
  await heading(walk, words.library.title)
  const list = (await call(address, 'library'))['library'] as { id: string; title: string }[]
  await page.getByRole('button', { name: list.find(({ id }) => id === walk.seasons[season])!.title, exact: true }).click()
  await heading(walk, words.shell.overview)
  walk.here = season
}

async function make(address: string, season: Season): Promise<string> {
  const opened = (answer: Record<string, unknown>) => (answer['opened'] as { season: { id: string } }).season.id
  if (season === 'blank') {
    return opened(await call(address, { create: { title: '第四期申請', edition: '112-116', cycle: '第四期（114–116 年）', years: [115, 116], school: '國立海東大學' } }))
  }
  const content = readFileSync(suite('contract/workspaces/compliant-109-111.json')).toString('base64')
  const ticket = (await call(address, { stage: { name: '109–111 年度申請.json', content } }))['staged']
  return opened(await call(address, { import_season: { ticket } }))
}

export async function heading(walk: Walk, name: string): Promise<void> {
  await walk.page.getByRole('heading', { level: 1, name }).first().waitFor({ state: 'attached' })
}

/** The rail's entry of that name; the state of its chapter may follow. */
function entry(walk: Walk, name: string): Locator {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return walk.page.getByRole('navigation', { name: walk.words.shell.rail }).getByRole('link', { name: new RegExp(`^${plain}(\\s|$)`) })
}

const page = (title: (words: Words) => string, then?: (walk: Walk) => Promise<unknown>) => async (walk: Walk) => {
  await entry(walk, title(walk.words)).first().click()
  await heading(walk, title(walk.words))
  await then?.(walk)
}

const tab = (name: keyof Words['calendar']['tabs'], then?: (walk: Walk) => Promise<unknown>) => async (walk: Walk) => {
  await page((words) => words.calendar.title)(walk)
  await walk.page.getByRole('navigation', { name: walk.words.calendar.tabsLabel }).getByRole('link', { name: walk.words.calendar.tabs[name] }).click()
  await then?.(walk)
}

/** What has no entry in the rail is come to by its name in the palette. */
const called = (title: (words: Words) => string, then?: (walk: Walk) => Promise<unknown>) => async (walk: Walk) => {
  const { page, words } = walk
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(title(words))
  await page.getByRole('option', { name: title(words) }).first().waitFor()
  await page.keyboard.press('Enter')
  await heading(walk, title(words))
  await then?.(walk)
}

/** A chapter of a proposal, by its place in the school's order. */
const chapter = (name: keyof Words['shell']['chapters'], then?: (walk: Walk) => Promise<unknown>, proposal = 0) => async (walk: Walk) => {
  await walk.page.locator('.rail a.proposal').nth(proposal).click()
  await entry(walk, walk.words.shell.chapters[name]).last().click()
  await walk.page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
  await then?.(walk)
}

const press = (name: (words: Words) => string) => (walk: Walk) => walk.page.getByRole('button', { name: name(walk.words), exact: true }).first().click()

async function sheet(walk: Walk): Promise<void> {
  await walk.page.getByRole('grid').waitFor()
}

async function importing(walk: Walk): Promise<void> {
  await chapter('budget')(walk)
  await press((words) => words.budget.importSheet)(walk)
  const chooser = walk.page.waitForEvent('filechooser')
  await press((words) => words.intake.choose)(walk)
  await (await chooser).setFiles(suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await walk.page.getByLabel(walk.words.intake.fund).waitFor()
}

/** A budget whose columns say more than a program may settle. */
const DOUBTFUL = {
  name: '預算.csv',
  content: '類別,項目,單價,數量,金額,說明\n業務費,講座,2000,10,20000,\n業務費,場地費,4000,2,另議,\n業務費,餐費,,,另議,\n業務費,印刷費,100,50,4000,\n聯盟分攤款,年費,,,3000,\n合計,,,,27000,\n',
}
const PEOPLE = {
  name: '名冊.csv',
  content: '姓名,員工編號,單位,職稱,電子郵件,是否教師\n{name},,新的單位,教授,,是\n林新進,S0901,護理學系,助理教授,lin@example,V\n周社長,,,理事長,,業師\n',
}
/** The words of the office's own dictionary. */
const WORDS = [{ text: '鐘點費', item: '講座鐘點費' }, { text: '聯盟分攤款', category: 'operations' }, { text: '專案人力', position: 'full_time_assistant', category: 'personnel' }]
/** What the files and the dictionary that are given here say in Chinese, whatever the window speaks. */
export const GIVEN = [...[DOUBTFUL, PEOPLE].flatMap(({ name, content }) => [name, ...content.split(/[,\n]/)]), ...WORDS.flatMap(({ text, item }) => [text, item ?? ''])].filter(Boolean)

/** A workbook with doubts, one row of it spoken of. */
async function answering(walk: Walk): Promise<void> {
  const { page, words } = walk
  await chapter('budget')(walk)
  await press((w) => w.budget.importSheet)(walk)
  await dropped(walk, DOUBTFUL.name, DOUBTFUL.content)
  await page.getByRole('button', { name: words.intake.answer.row(3), exact: true }).click()
  await page.getByRole('dialog').waitFor()
}

async function dropped({ page, words }: Walk, name: string, content: string): Promise<void> {
  await page.getByRole('button', { name: words.intake.choose, exact: true }).waitFor()
  await page.evaluate(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text!], file!, { type: 'text/csv' }))
      document.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [name, content],
  )
  await page.locator('.letters').first().waitFor()
}

/** A roster, one of whose names stands in the season already. */
async function roster(walk: Walk): Promise<void> {
  const { page } = walk
  await entry(walk, walk.words.shell.people).first().click()
  const name = (await page.locator('button.name').first().innerText()).trim()
  await press((words) => words.budget.importSheet)(walk)
  await dropped(walk, PEOPLE.name, PEOPLE.content.replace('{name}', name))
}

/** The menu by which a budget leaves. */
async function leaving(walk: Walk): Promise<void> {
  await chapter('budget', sheet)(walk)
  await walk.page.locator('#export-budget').click()
  await walk.page.getByRole('menu').waitFor()
}

/** A table that was pasted into the sheet. */
async function pasting(walk: Walk): Promise<void> {
  const { page, words } = walk
  await chapter('budget', sheet)(walk)
  await page.locator('[data-row][data-column="item"]').first().click()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '類別\t項目\t單價\t數量\t金額\n業務費\t講座鐘點費\t2,000\t10\t20,000\n')
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.getByText(words.budget.pasteOffer.title).waitFor()
}

/** An imported line that was changed by hand, with where it came from. */
async function origin(walk: Walk): Promise<void> {
  const { page, words } = walk
  await importing(walk)
  await page.getByLabel(words.intake.fund).selectOption('grant')
  await press((w) => w.intake.next.columns)(walk)
  await page.locator('.facts').waitFor()
  await page.getByRole('button', { name: words.intake.commit(12), exact: true }).click()
  await sheet(walk)
  const amount = page.locator('[data-row][data-column="unit_price"]').first()
  await amount.click()
  await page.keyboard.type('37000')
  await page.keyboard.press('Enter')
  await amount.click()
  await page.getByRole('button', { name: words.budget.details, exact: true }).click()
  await page.getByTestId('line-origin').waitFor()
}

async function dictionary(walk: Walk): Promise<void> {
  const { page, words } = walk
  await call(walk.address, { set_dictionary: { words: WORDS } })
  await entry(walk, words.shell.overview).first().click()
  await entry(walk, words.shell.settings).first().click()
  await page.getByRole('button', { name: words.library.dictionary.add, exact: true }).click()
}

/** A part that was handed out comes back, and both sides changed the same name. */
async function merging(walk: Walk): Promise<void> {
  const { page, address, words } = walk
  const season = walk.seasons.practice!
  type View = { season: { id: string }; revision: number; workspace: { proposals: { id: string; title: string }[] } }
  const opened = async (request: unknown) => (await call(address, request))['opened'] as View
  const ticketOf = async (name: string) => {
    const answer = await fetch(`${address}/destination`, { method: 'POST', body: JSON.stringify({ name }) })
    return ((await answer.json()) as { ticket: string }).ticket
  }
  const bytesOf = async (ticket: string) => Buffer.from(await (await fetch(`${address}/download/${encodeURIComponent(ticket)}`)).arrayBuffer())
  const office = await opened({ open: { season } })
  const { id, title } = office.workspace.proposals[0]!
  const out = await ticketOf('out.usrdesk-part')
  await call(address, { hand_out: { season, proposal: id, to: '王老師', purpose: 'section', may_edit: ['basics', 'content'], ticket: out } })
  const staged = (await call(address, { stage: { name: 'out.usrdesk-part', content: (await bytesOf(out)).toString('base64') } }))['staged']
  const theirs = await opened({ import_season: { ticket: staged } })
  const rename = (view: View, value: string) =>
    call(address, { edit: { season: view.season.id, base: view.revision, edit: { set: { path: `/proposals/${id}/title`, value } }, typing: false } })
  await rename(theirs, `${title}（主持人版）`)
  const back = await ticketOf('back.usrdesk-part')
  await call(address, { export_season: { season: theirs.season.id, ticket: back } })
  await call(address, { delete: { season: theirs.season.id } })

  await chapter('basics')(walk)
  const name = page.getByLabel(words.fields.basics.name, { exact: true })
  await name.fill(`${title}（辦公室版）`)
  await name.press('Enter')
  await still(page)
  await pageOf.exchange(walk)
  const chooser = page.waitForEvent('filechooser')
  await press((words) => words.exchange.takeBack.open)(walk)
  await (await chooser).setFiles({ name: '甲_王老師.usrdesk-part', mimeType: 'application/octet-stream', buffer: await bytesOf(back) })
  await page.getByRole('radio').first().waitFor()
}

const pageOf = { exchange: page((words) => words.exchange.title) }

/** Of each screen its name, the season it is seen in, and the way to it. */
export const SCREENS: readonly Screen[] = [
  { name: 'overview', in: 'practice', show: page((words) => words.shell.overview) },
  { name: 'school', in: 'practice', show: page((words) => words.shell.school) },
  { name: 'people', in: 'practice', show: page((words) => words.shell.people) },
  { name: 'support', in: 'practice', show: page((words) => words.shell.support) },
  { name: 'support-budget', in: 'practice', show: page((words) => words.shell.supportBudget) },
  { name: 'school-review', in: 'practice', show: page((words) => words.shell.schoolReview) },
  { name: 'calendar', in: 'practice', show: tab('timeline') },
  { name: 'calendar-bulletin', in: 'practice', show: tab('bulletin') },
  {
    name: 'calendar-bulletin-read',
    in: 'practice',
    show: tab('bulletin', async ({ page, words }) => {
      await page.getByLabel(words.calendar.bulletin.paste).fill(readFileSync(suite('bulletins/seed.txt'), 'utf8'))
      await page.getByRole('button', { name: words.calendar.bulletin.read, exact: true }).click()
      await page.getByRole('group').first().waitFor()
    }),
  },
  { name: 'calendar-activities', in: 'practice', show: tab('activities') },
  { name: 'calendar-dates', in: 'practice', show: tab('dates') },
  { name: 'calendar-notice', in: 'practice', show: tab('notice') },
  { name: 'basics', in: 'practice', show: chapter('basics') },
  { name: 'team', in: 'practice', show: chapter('team') },
  { name: 'experience', in: 'practice', show: chapter('experience', undefined, 1) },
  { name: 'content', in: 'practice', show: chapter('content', ({ page }) => page.locator('.ProseMirror').waitFor()) },
  { name: 'indicators', in: 'practice', show: chapter('indicators') },
  // The third proposal is an international one: agreements and events are there.
  { name: 'cooperation', in: 'practice', show: chapter('cooperation', undefined, 2) },
  { name: 'budget', in: 'practice', show: chapter('budget', sheet) },
  {
    name: 'budget-details',
    in: 'practice',
    show: chapter('budget', async (walk) => {
      await sheet(walk)
      await walk.page.locator('[role="row"][aria-rowindex="3"] [data-column="amount"]').click()
      await press((words) => words.budget.details)(walk)
    }),
  },
  { name: 'budget-ways', in: 'practice', show: chapter('budget', async (walk) => (await sheet(walk), press((words) => words.ways.tab)(walk))) },
  { name: 'budget-years', in: 'practice', show: chapter('budget', ({ page, words }) => page.getByRole('tab', { name: words.budget.allYears }).click()) },
  { name: 'review', in: 'practice', show: chapter('review') },
  { name: 'import', in: 'practice', show: chapter('budget', press((words) => words.budget.importSheet)) },
  { name: 'import-columns', in: 'practice', show: importing },
  {
    name: 'import-changes',
    in: 'practice',
    async show(walk) {
      await importing(walk)
      await walk.page.getByLabel(walk.words.intake.fund).selectOption('grant')
      await press((words) => words.intake.next.columns)(walk)
      await walk.page.locator('.facts').waitFor()
    },
  },
  { name: 'import-answers', in: 'practice', show: answering, over: true },
  { name: 'paste-offer', in: 'practice', show: pasting },
  { name: 'budget-leaves', in: 'practice', show: leaving, over: true },
  { name: 'roster', in: 'practice', show: roster },
  {
    name: 'roster-changes',
    in: 'practice',
    async show(walk) {
      await roster(walk)
      await press((words) => words.intake.next.columns)(walk)
      await walk.page.locator('.facts').waitFor()
    },
  },
  { name: 'dictionary', in: 'practice', show: dictionary },
  { name: 'exchange', in: 'practice', show: pageOf.exchange },
  { name: 'hand-out', in: 'practice', show: page((words) => words.exchange.title, press((words) => words.exchange.handOut.open)) },
  { name: 'comments', in: 'practice', show: page((words) => words.comments.title) },
  {
    name: 'setup',
    in: 'practice',
    show: page((words) => words.packet.setup.title, async ({ page, words }) => {
      await page.getByText(words.packet.setup.planRows.sheets, { exact: true }).waitFor({ timeout: 60_000 })
    }),
  },
  { name: 'submissions', in: 'practice', show: page((words) => words.packet.freeze.title) },
  { name: 'history', in: 'practice', show: page((words) => words.shell.history) },
  { name: 'clauses', in: 'practice', show: page((words) => words.shell.clauseBook) },
  {
    name: 'clause',
    in: 'practice',
    show: chapter('budget', async ({ page, words }) => {
      // In a narrow window the checks are put away.
      if ((await page.locator('aside article').count()) === 0) await page.getByRole('button', { name: words.shell.panel, exact: true }).click()
      await page.locator('aside article .clause').first().click()
      await page.locator('#tab-clause[aria-selected="true"]').waitFor()
    }),
  },
  { name: 'manual', in: 'practice', show: page((words) => words.manual.title, ({ page }) => page.getByRole('article').getByRole('img').first().waitFor()) },
  { name: 'pictures', in: 'practice', show: called((words) => words.pictures.title) },
  { name: 'settings', in: 'practice', show: page((words) => words.shell.settings) },
  {
    name: 'palette',
    in: 'practice',
    over: true,
    show: async (walk) => {
      await page((words) => words.shell.overview)(walk)
      await walk.page.keyboard.press('Control+k')
      await walk.page.getByRole('dialog').waitFor()
      await walk.page.keyboard.type(walk.words === en ? 'budget' : '經費')
    },
  },
  {
    name: 'export',
    in: 'practice',
    over: true,
    show: async (walk) => {
      await page((words) => words.shell.overview)(walk)
      await walk.page.keyboard.press('Control+p')
      await walk.page.getByRole('dialog').waitFor()
    },
  },
  { name: 'merge', in: 'practice', show: merging },
  { name: 'history-compare', in: 'practice', show: page((words) => words.shell.history, press((words) => words.exchange.compare.show)) },

  { name: 'line-origin', in: 'practice', show: origin },
  {
    name: 'keys',
    in: 'practice',
    over: true,
    show: async ({ page }) => {
      await page.keyboard.press('F1')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'preview',
    in: 'practice',
    show: chapter('indicators', async ({ page, words }) => {
      await page.keyboard.press('F9')
      const pane = page.getByRole('complementary', { name: words.packet.preview.title })
      await pane.locator('img').waitFor({ timeout: 60_000 })
      await pane.getByText(words.packet.preview.setting).waitFor({ state: 'detached', timeout: 60_000 })
    }),
    leave: ({ page }) => page.keyboard.press('F9'),
  },
  // Last of this season: its bar stays with every page.
  { name: 'tour', in: 'practice', show: called((words) => words.tour.title, ({ page }) => page.locator('main ol > li').first().waitFor()) },
  { name: 'earlier-overview', in: 'earlier', show: page((words) => words.shell.overview) },
  { name: 'earlier-basics', in: 'earlier', show: chapter('basics') },
  { name: 'earlier-experience', in: 'earlier', show: chapter('experience', undefined, 1) },
  { name: 'earlier-cooperation', in: 'earlier', show: chapter('cooperation', undefined, 2) },
  { name: 'earlier-budget', in: 'earlier', show: chapter('budget', sheet) },
  { name: 'earlier-review', in: 'earlier', show: chapter('review') },
  { name: 'earlier-clauses', in: 'earlier', show: page((words) => words.shell.clauseBook) },

  { name: 'blank-overview', in: 'blank', show: page((words) => words.shell.overview) },
  { name: 'blank-people', in: 'blank', show: page((words) => words.shell.people) },
  { name: 'blank-support-budget', in: 'blank', show: page((words) => words.shell.supportBudget) },
  { name: 'blank-comments', in: 'blank', show: page((words) => words.comments.title) },
  { name: 'blank-history', in: 'blank', show: page((words) => words.shell.history) },
  {
    name: 'blank-proposal',
    in: 'blank',
    async show(walk) {
      if ((await walk.page.locator('.rail a.proposal').count()) === 0) await press((words) => words.shell.addProposal)(walk)
      await chapter('basics')(walk)
    },
  },
  { name: 'blank-content', in: 'blank', show: chapter('content') },
  { name: 'blank-budget', in: 'blank', show: chapter('budget') },

  { name: 'library', in: 'library', show: async (walk) => heading(walk, walk.words.library.title) },
  { name: 'library-new', in: 'library', show: press((words) => words.library.create) },
]
