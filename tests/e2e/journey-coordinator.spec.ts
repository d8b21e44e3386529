import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Download, Page } from 'playwright-core'
import { openWindow, saved, type Window } from './host'
import { add, choose, give, narrate, open, saysOf, suite, visit, write } from './journey'

// 承辦人的一季：從空白的申請，到送件用的 PDF 與上傳檔。Each test goes on where the one before it ended.
let window: Window
let page: Page
beforeAll(async () => {
  window = await openWindow({ author: '林承辦' })
  page = window.page
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.close()
})

const PROPOSAL = '漁港共學：沿海社區照護計畫'
const BASIS = '已逐項核對，見 111 年 9 月 20 日 USR 辦公室會議紀錄'
const SECTIONS = ['計畫摘要', '背景與問題意識', '計畫團隊與推動架構', '前期經驗與精進作法', '執行策略與具體作法', '課程與人才培育', '實踐場域經營', '預期效益', '成效評估與永續機制']
const STORY = '本計畫於富岡漁港社區推動長者共餐、健康促進與青年返鄉陪伴，由師生與社區發展協會共同規劃。'

/** A block of Excel's clipboard. */
async function paste(plain: string): Promise<void> {
  await page.evaluate((plain) => {
    const data = new DataTransfer()
    data.setData('text/plain', plain)
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, plain)
}

test('a new season, with the school and its dates', async () => {
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('button', { name: '新增申請' }).click()
  await write(page, '申請名稱', '第三期申請')
  await write(page, '校名', '國立海東大學')
  await write(page, '期別', '第三期（112–113 年）')
  await write(page, '第一個計畫年度', '112')
  await write(page, '最後一個計畫年度', '112')
  await page.getByRole('button', { name: '建立申請' }).click()
  await visit(page, '學校基本資料')
  await choose(page, '學校屬性', '國立')
  await choose(page, '是否為空中大學', '否')
  await choose(page, '是否為專案輔導學校', '否')
  await write(page, '計畫書名稱', '111–115 年度校務發展計畫書')
  await write(page, '列載 USR 的頁碼', '45–52')
  await write(page, '校務會議通過日期', '111/6/15')
  await write(page, '公告期限', '111/11/30')
  await write(page, '預計送件時間', '111/11/25')
  await add(page, '新增聯絡人')
  await write(page, '職責', '行政聯絡人')
  await write(page, '姓名', '林承辦')
  await write(page, '電話', '089-123456')

  // The list of documents starts with suggestions, marked as such; this call asks for none of them.
  await visit(page, '學校附件與確認')
  const suggested = page.getByRole('button', { name: /刪除：.*預設，非公告/ })
  for (let left = await suggested.count(); left > 0; left--) {
    await suggested.first().click()
    await expect.poll(() => suggested.count()).toBe(left - 1)
  }
  await saved(page)
})

test('people, and a proposal with its contact and its team', async () => {
  await visit(page, '人員名冊')
  for (const [name, number] of [['王大明', 'T0101'], ['陳美玲', 'T0202']] as const) {
    await add(page, '新增人員')
    await write(page, '姓名', name)
    await write(page, '員工編號', number)
    await write(page, '職稱', '副教授')
    await choose(page, '是否為教師', '是')
    await choose(page, '已聲明未兼任他校計畫', '是')
    await write(page, '聲明日期', '111/9/1')
  }
  await page.getByRole('button', { name: '新增計畫' }).click()
  await write(page, '計畫名稱', PROPOSAL)
  await choose(page, '計畫類型', '萌芽型（大學特色類計畫）')
  await write(page, '開始日', '112/1/1')
  await write(page, '結束日', '112/12/31')
  await write(page, '擇定計畫主持人之依據', '111 年 9 月 10 日校務發展委員會決議')
  await add(page, '新增聯絡人')
  await write(page, '職責', '計畫聯絡人')
  await choose(page, '名冊中的人員', '陳美玲')
  await page.getByRole('group', { name: /計畫聯絡人\s*陳美玲/ }).waitFor()
  await visit(page, '團隊成員')
  for (const [name, role] of [['王大明', '計畫主持人'], ['陳美玲', '共同主持人']] as const) {
    await add(page, '新增成員')
    await choose(page, '人員', name)
    await choose(page, '角色', role)
  }
  await saved(page)
})

test('experience, narrative, indicators, sites', async () => {
  await visit(page, '實績佐證')
  await add(page, '新增實績')
  await write(page, '計畫名稱', '漁港長者共餐種子計畫')
  await choose(page, '計畫類別', 'USR Hub 育成種子計畫')
  await write(page, '佐證', '核定函影本')
  await write(page, '開始日', '109/1/1')
  await write(page, '結束日', '110/12/31')
  await choose(page, '團隊中的執行人', '王大明')
  await choose(page, '當時的角色', '計畫主持人')
  await page.locator('figcaption').getByText('聯集 24 個月').waitFor()

  await visit(page, '計畫內容')
  const sections = page.getByRole('navigation', { name: '各節' }).getByRole('button')
  for (const name of SECTIONS) await narrate(page, name, `${name}。${STORY}`)
  await expect.poll(() => sections.filter({ hasText: '未填' }).count()).toBe(0)

  await visit(page, '指標與 SDGs')
  await page.getByRole('button', { name: /健康與福祉/ }).click()
  await page.getByRole('button', { name: /永續城鄉/ }).click()
  await add(page, '新增指標')
  await write(page, '指標名稱', '長者共餐服務人次')
  await write(page, '單位', '人次')
  await write(page, '基準值', '1,200')
  await write(page, '112 年度目標', '3,600')

  await visit(page, '合作與附件')
  await add(page, '新增場域')
  await write(page, '場域名稱', '富岡漁港社區')
  await write(page, '縣市', '臺東縣')
  await write(page, '鄉鎮市區', '臺東市')
  await saved(page)
})

test('the budget sheet from Excel: its question answered, then every dollar is there', async () => {
  await visit(page, '經費編列')
  await page.getByRole('button', { name: '自 Excel 匯入' }).click()
  await give(page, page.getByRole('button', { name: '選擇檔案…' }), suite('budget-sheets/d01_moe_apply_112.xlsx'))
  await page.getByText('可匯入 12 項').waitFor()
  await page.getByLabel('未註明來源的項目').selectOption('grant')
  await page.getByRole('button', { name: '下一步：確認差異' }).click()
  await page.getByRole('button', { name: '匯入 12 項變更' }).click()
  await page.getByRole('grid', { name: '112 年度經費表' }).waitFor()
  await write(page, '申請補助額', '1,376,000')
  const total = page.getByRole('table', { name: '本年度合計' }).getByRole('row').last()
  expect(await total.innerText()).toMatch(/564,000\s+712,246\s+39,754\s+60,000\s+1,376,000/)
})

test('findings are followed to the sheet, to the grant and to the reason, and settled there', async () => {
  // A manager more: nothing has been asked for yet to pay him, and the share of personnel goes beyond the principle.
  await page.getByRole('button', { name: '新增項目' }).click()
  await page.keyboard.press('Home')
  await paste('人事費\t專案經理薪資\t專案經理\t補助款\t66,000\t12\t月\t792,000\n業務費\t場地布置與社區餐敘\t\t配合款\t200,000\t1\t式\t200,000')
  const violations = page.locator('aside article.violation')
  await violations.filter({ hasText: '不符' }).or(violations.filter({ hasText: '合計' })).first().getByRole('button').first().click()
  await write(page, '申請補助額', '2,168,000')

  // 配合款不得低於補助經費百分之十: 216,800 元, 16,800 元 too few.
  await violations.filter({ hasText: '16,800' }).getByRole('button').first().click()
  await page.getByRole('gridcell', { name: '場地布置與社區餐敘' }).waitFor()
  const price = page.getByRole('row').filter({ hasText: '場地布置與社區餐敘' }).locator('[data-column="unit_price"]')
  await price.click()
  await page.keyboard.type('216800')
  await page.keyboard.press('Enter')
  await expect.poll(() => violations.count()).toBe(0)

  // 人事費以不超過百分之六十為原則: the way leads from the sheet to the reason.
  const principle = page.locator('aside article.principle')
  expect(await principle.innerText()).toMatch(/人事費/)
  await principle.getByRole('button', { name: '填寫理由', exact: true }).click()
  await page.getByRole('heading', { name: '檢核與輸出', level: 1 }).waitFor()
  const reason = page.locator('textarea:focus')
  await reason.fill('場域分散於四個漁村，需專人長駐協調，爰編列專案經理一名。')
  await reason.blur()
  await expect.poll(() => open(page, '原則')).toBe(0)
  await saved(page)
})

test('the support plan of the school', async () => {
  await visit(page, '校務支持規劃方案')
  for (const part of ['整體運作及校務支持', 'USR Hub 育成培力', '成效評估']) await write(page, part, `${part}：${STORY}`)
  await visit(page, '校務支持經費')
  await write(page, '申請補助額', '0')
  await saved(page)
})

test('what only people can judge is confirmed, each with its basis; approval is recorded', async () => {
  for (const where of ['學校附件與確認', '檢核與輸出']) {
    if (where === '檢核與輸出') await page.locator('.rail a.proposal').first().click()
    await visit(page, where)
    const ask = page.getByRole('main').getByRole('group').getByRole('button', { name: '填寫確認' })
    for (let left = await ask.count(); left > 0; left--) {
      await ask.first().click()
      // The basis has the focus: who and when are filled in already.
      const basis = page.getByRole('main').locator('input:focus')
      await basis.fill(BASIS)
      await basis.blur()
      await expect.poll(() => ask.count()).toBe(left - 1)
    }
  }
  await expect.poll(() => open(page, '需確認')).toBe(0)

  // 資本門須報部核准: from the panel to the line, and its approval.
  expect(await open(page, '需核准')).toBe(1)
  await page.getByRole('button', { name: '登錄核准' }).first().click()
  await write(page, '文號', '臺教高（二）字第 1110099999 號')
  await write(page, '核准日', '111/10/5')
  await saved(page)
  await expect.poll(() => open(page, '需核准')).toBe(0)
})

test('the list of documents asks for an attachment; a locked file is none, a readable one is', async () => {
  await visit(page, '學校附件與確認')
  await add(page, '新增文件')
  await write(page, '文件名稱', '社區合作意向書')
  await write(page, '對應附件種類', '合作意向書')
  await page.getByRole('checkbox', { name: '萌芽型' }).check()
  await expect.poll(() => open(page, '違規')).toBe(1)

  await page.locator('.rail a.proposal').first().click()
  await visit(page, '合作與附件')
  for (const [file, left] of [['enc_user.pdf', 1], ['mou_scan.pdf', 0]] as const) {
    await give(page, page.getByRole('button', { name: '選擇檔案…' }), suite(`attachments/${file}`))
    await page.getByRole('group', { name: file.replace('.pdf', '') }).waitFor()
    await write(page, '種類', '合作意向書')
    await expect.poll(() => open(page, '違規')).toBe(left)
    if (left > 0) await page.getByRole('button', { name: /刪除：enc_user/ }).click()
  }
  await write(page, '附件名稱', '富岡社區發展協會合作意向書')
  await saved(page)
  for (const level of ['違規', '原則', '需核准', '需確認', '待補']) expect([level, await open(page, level)]).toEqual([level, 0])
})

test('the packet is final, and says what was entered', async () => {
  await visit(page, '總覽')
  await page.getByRole('button', { name: '輸出…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('沒有未處理的事項，輸出定稿。').waitFor()
  const received = page.waitForEvent('download', { timeout: 60_000 })
  await dialog.getByRole('button', { name: '選擇存放位置並輸出' }).click()
  const file = await received
  expect(file.suggestedFilename()).toBe('國立海東大學 第三期申請.pdf')
  const text = await saysOf(file)
  for (const said of [
    '國立海東大學', PROPOSAL, '王大明', '陳美玲', STORY, '計畫專任助理', '專案經理薪資', '2,168,000', '216,800',
    '場域分散於四個漁村', '長者共餐服務人次', '漁港長者共餐種子計畫', '富岡社區發展協會合作意向書', '臺教高（二）字第1110099999號',
  ]) expect(text).toContain(said.replaceAll(/\s/g, ''))
  expect(text).not.toContain('草稿')
  await dialog.getByText('定稿').first().waitFor()
})

test('the files for the upload are written beside it', async () => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /上傳用分檔/ }).check()
  const received: Download[] = []
  page.on('download', (file) => received.push(file))
  await dialog.getByRole('button', { name: '選擇資料夾並輸出' }).click()
  await dialog.getByText(/已輸出 4 個檔案到資料夾「國立海東大學 第三期申請 上傳用分檔」/).waitFor({ timeout: 60_000 })
  await expect.poll(() => received.map((file) => file.suggestedFilename()).sort(), { timeout: 20_000 }).toEqual([
    '00_校務支持規劃方案.pdf',
    '01_漁港共學_沿海社區照護計畫_經費表.pdf',
    '01_漁港共學_沿海社區照護計畫_計畫書.pdf',
    '01_漁港共學_沿海社區照護計畫_附件.pdf',
    'manifest.json',
  ].sort())
  const budget = received.find((file) => file.suggestedFilename().endsWith('經費表.pdf'))!
  expect(await saysOf(budget)).toContain('2,168,000')
  await dialog.getByRole('button', { name: '關閉' }).click()
})
