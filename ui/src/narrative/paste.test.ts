import { DOMParser as Parser } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { cleaned } from './paste'
import { plainText } from './plain'
import { read, schema, written } from './schema'

/** What of pasted markup survives, in plain words, and the kinds of its blocks. */
function pasted(html: string) {
  const { html: kept, dropped } = cleaned(html)
  const place = document.createElement('div')
  place.innerHTML = kept
  const stored = written(Parser.fromSchema(schema).parse(place))
  // Whatever comes out can be stored.
  read(stored)
  return { text: plainText(stored), blocks: stored.content?.map((block) => block.type), dropped, stored }
}

describe('what is pasted comes down to the schema', () => {
  test('items of a word processor become a list without their markers', () => {
    const item = (marker: string, words: string) =>
      `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${marker}</span>${words}</p>`
    const numbered = pasted(item('1.', '甲') + item('2.', '乙') + '<p>後</p>')
    expect([numbered.blocks, numbered.text]).toEqual([['ordered_list', 'paragraph'], '甲\n乙\n\n後'])
    expect(pasted(item('·', '甲')).blocks).toEqual(['bullet_list'])
  })

  test('what is lost is named once', () => {
    const { dropped, text } = pasted('<p><u>一</u><u>二</u><s>三</s><span style="color:#c00">四</span><a href="https://x.tw">五</a><img src="a.png"></p>')
    expect(text).toBe('一二三四五')
    expect([...dropped].sort()).toEqual(['colour', 'links', 'pictures', 'strike', 'underline'])
  })

  test('plain black text loses nothing', () => {
    expect(pasted('<p style="color:black;margin:0"><b>粗</b>，字</p>').dropped).toEqual([])
  })

  test('headings and tables within cells become lines', () => {
    const { text, dropped } = pasted('<table><tr><td><h2>題</h2><table><tr><td>內</td><td>層</td></tr></table></td><td>右</td></tr></table>')
    expect(text).toBe('題  內 層\t右')
    expect(dropped).toEqual(['nested tables'])
  })

  test('no script, no style, no unknown element survives', () => {
    const { stored } = pasted('<script>alert(1)</script><style>p{color:red}</style><marquee onclick="x()">字</marquee>')
    expect(JSON.stringify(stored)).toBe('{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"字"}]}]}')
  })

  test('deep headings are the third level, and said', () => {
    const { stored, dropped } = pasted('<h5>深</h5>')
    expect([stored.content?.[0]?.attrs?.level, dropped]).toEqual([3, ['deep headings']])
  })
})
