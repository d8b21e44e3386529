import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe'
import { openWindow, rail, type Window } from './host'

const TITLES = ['各年度補助款與配合款', '115 年度占比與上限', '各案並列', '各年度經費結構', '本季時程']
/** What a figure's table says, row by row. */
const rowsOf = (window: Window, title: string) =>
  window.page.getByRole('figure', { name: title }).locator('table tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))

describe.each(['light', 'dark'] as const)('the pictures, %s', (scheme) => {
  let window: Window
  beforeAll(async () => {
    window = await openWindow({ scheme })
    await window.page.getByRole('heading', { name: '總覽', level: 1 }).waitFor()
    await rail(window.page, '圖表').click()
    await window.page.getByRole('heading', { name: '圖表', level: 1 }).waitFor()
  })
  afterAll(async () => {
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('each is drawn, and is a table to a screen reader', async () => {
    for (const title of TITLES) {
      await window.page.getByRole('img', { name: title }).waitFor()
      expect((await rowsOf(window, title)).length, title).toBeGreaterThan(1)
    }
    expect(await violations(window.page)).toEqual([])
  })

  test('figures are those of the pages: what is over its limit says so', async () => {
    const years = await rowsOf(window, '各年度補助款與配合款')
    expect(years[0]).toEqual(['年度', '補助款', '上限合計', '配合款', '下限合計'])
    const y116 = years.find((row) => row[0] === '116 年度')!
    // As the overview adds it up, in dollars.
    await rail(window.page, '總覽').click()
    const total = await window.page.locator('tfoot td.right').nth(1).textContent()
    expect(Math.round(Number(y116[1]!.replaceAll(',', '')) / 1000)).toBe(Number(total!.replaceAll(',', '')))
    await rail(window.page, '圖表').click()
    const shares = await rowsOf(window, '115 年度占比與上限')
    expect(shares.find((row) => row[0]!.startsWith('乙') && row[1] === '人事費占補助款')!.at(-1)).toBe('超過 1')
    await window.page.getByRole('button', { name: '116 年度' }).click()
    const later = await rowsOf(window, '116 年度占比與上限')
    expect(later.find((row) => row[0]!.startsWith('乙') && row[1] === '配合款對補助款')!.at(-1)).toBe('不足 1')
    await window.page.getByRole('button', { name: '115 年度' }).click()
  })

  test('as SVG and PNG for slides: light, self-contained, fonts by name, whatever the screen wears', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'usr-desk-pictures-'))
    const save = async (format: string, title: string) => {
      const download = window.page.waitForEvent('download')
      await window.page.getByRole('button', { name: `存成 ${format}：${title}` }).click()
      const path = join(folder, `${title}.${format.toLowerCase()}`)
      await (await download).saveAs(path)
      return path
    }
    for (const title of TITLES) {
      const svg = await readFile(await save('SVG', title), 'utf8')
      expect(svg).toContain(`<title>${title}</title>`)
      expect(svg).toContain("font-family=\"'Noto Sans TC'")
      expect(svg).not.toMatch(/var\(|class=|href=|currentColor|style=/)
      // The paper is white in both themes; the accent is the light one.
      expect(svg).toMatch(/fill="#fff(fff)?"/)
      expect(svg).not.toContain('rgb(26, 29, 28)')
      const read = await window.page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? 'well-formed', svg)
      expect(read).toBe('well-formed')
      const png = await readFile(await save('PNG', title))
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(1920)
    }
    await window.page.getByText('已存成「本季時程.png」').waitFor()
  })
})

test('in forced colours every picture stands, in the system’s colours', async () => {
  const window = await openWindow({ forced: true })
  await rail(window.page, '圖表').click()
  await window.page.getByRole('img', { name: '各案並列' }).waitFor()
  expect(await violations(window.page)).toEqual([])
  const [fill, canvas] = await window.page.evaluate(() => {
    const probe = document.createElement('p')
    probe.style.color = 'CanvasText'
    document.body.append(probe)
    const text = getComputedStyle(probe).color
    probe.remove()
    return [getComputedStyle(document.querySelector('svg .grant')!).fill, text]
  })
  expect(fill).toBe(canvas)
  await window.close()
})

test('a season with nothing in it says what to do in place of each picture', async () => {
  const window = await openWindow()
  await window.page.getByRole('button', { name: '所有申請' }).last().click()
  await window.page.getByRole('button', { name: '新增申請' }).click()
  await window.page.getByLabel('申請名稱').fill('空的一季')
  // The years that are offered lie in the edition, whatever year it is today.
  await window.page.getByRole('button', { name: '建立申請' }).click()
  await rail(window.page, '圖表').click()
  for (const words of ['對照各年度的上限', '對照條款的上限與下限', '並列比較', '各年度的結構', '本季的時間軸']) await window.page.getByText(words).waitFor()
  expect(await violations(window.page)).toEqual([])
  await window.close()
})
