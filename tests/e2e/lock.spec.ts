import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { violations } from './axe'
import { rail, saved } from './host'
import { give, receive, twoDesks } from './journey'

// A part goes out behind a passphrase, is opened by its holder only, and comes back behind another.
const desks = twoDesks('承辦人', '王老師')
const SECRET = '海邊 五隻 貓頭鷹'
let part: string

test('a passphrase is typed twice, and the word that a lost one is lost stands beside it', async () => {
  const page = desks.office
  await page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
  await rail(page, '交換與合併').click()
  await page.getByRole('button', { name: '交出…' }).click()
  await page.getByLabel('交給誰').fill('王老師')
  await page.getByLabel('檔案加上通行碼').check()
  await page.getByText('通行碼忘了就打不開').waitFor()
  const save = page.getByRole('button', { name: '選擇存放位置並交出' })
  await page.getByLabel('通行碼（至少 8 個字）').fill('太短')
  await save.click()
  await page.getByRole('alert').filter({ hasText: '至少要 8 個字' }).waitFor()
  await page.getByLabel('通行碼（至少 8 個字）').fill(SECRET)
  await page.getByLabel('再輸入一次').fill(`${SECRET}們`)
  await page.getByRole('alert').filter({ hasText: '不一樣' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByLabel('再輸入一次').fill(SECRET)
  part = await receive(page, save, desks.mail('locked.usrdesk-part'))
  await page.getByRole('row', { name: /王老師.*在外/ }).waitFor()
})

test('who opens it is asked; a wrong passphrase is said and changes nothing; the right one opens', async () => {
  const page = desks.teacher
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await give(page, page.getByRole('button', { name: '匯入申請檔' }), part)
  const asked = page.getByLabel('「locked.usrdesk-part」加了通行碼，請輸入：', { exact: true }).and(page.locator('input'))
  await asked.waitFor()
  expect(await asked.getAttribute('type')).toBe('password')
  expect(await asked.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await violations(page)).toEqual([])
  // Thought better of: nothing came.
  await asked.press('Escape')
  expect(await asked.count()).toBe(0)
  expect(await page.getByRole('table').getByRole('row').count()).toBe(2)
  await give(page, page.getByRole('button', { name: '匯入申請檔' }), part)
  await asked.fill('不是這個通行碼')
  await asked.press('Enter')
  await page.getByRole('alert').filter({ hasText: '通行碼不對' }).waitFor()
  await page.getByLabel('顯示輸入的內容').check()
  expect(await asked.getAttribute('type')).toBe('text')
  // The Enter that confirms a composition is the input method's.
  const cdp = await page.context().newCDPSession(page)
  await asked.fill('')
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
  await cdp.send('Input.imeSetComposition', { text: 'ㄏㄞˇ', selectionStart: 3, selectionEnd: 3 })
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
  await cdp.send('Input.insertText', { text: SECRET })
  expect(await asked.inputValue()).toBe(SECRET)
  expect(await page.getByText('這是承辦人交給王老師填寫的部分').count()).toBe(0)
  await asked.press('Enter')
  await page.getByText('這是承辦人交給王老師填寫的部分').waitFor({ timeout: 60_000 })
})

test('it is sent back behind another passphrase, asked for where it is merged', async () => {
  const page = desks.teacher
  await page.getByLabel('計畫名稱').fill('主持人改的題目')
  await page.getByLabel('計畫名稱').blur()
  await saved(page)
  await page.getByRole('button', { name: '加通行碼寄回…' }).click()
  await page.getByLabel('通行碼（至少 8 個字）').fill('another passphrase')
  await page.getByLabel('再輸入一次').fill('another passphrase')
  const back = await receive(page, page.getByRole('button', { name: '選擇存放位置並上鎖存檔' }), desks.mail('back.usrdesk-part'))
  await page.getByRole('status').filter({ hasText: '請寄回' }).waitFor()

  const office = desks.office
  await give(office, office.getByRole('button', { name: '收回…' }), back)
  const asked = office.getByLabel('「back.usrdesk-part」加了通行碼，請輸入：', { exact: true }).and(office.locator('input'))
  await asked.fill('another passphrase')
  await office.getByRole('button', { name: '開啟', exact: true }).click()
  await office.getByText('自動合併 1 項').waitFor({ timeout: 60_000 })
  await office.getByRole('button', { name: '完成合併' }).click()
  await office.getByRole('row', { name: /王老師.*收回/ }).waitFor()
})

test('a copy of the whole season is locked as well', async () => {
  const page = desks.office
  await page.getByRole('button', { name: '所有申請' }).last().click()
  await page.getByRole('button', { name: '另存加通行碼的申請檔…' }).first().click()
  await page.getByLabel('通行碼（至少 8 個字）').fill(SECRET)
  await page.getByLabel('再輸入一次').fill(SECRET)
  expect(await violations(page)).toEqual([])
  const copy = await receive(page, page.getByRole('button', { name: '選擇存放位置並上鎖存檔' }), desks.mail('copy.usrdesk'))
  expect(readFileSync(copy).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
})
