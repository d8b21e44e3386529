import type { Sentence } from '../host/protocol'
import { en } from './en'
import { zhTW } from './zh-TW'

/** The words of the interface. The words of the law come from the rules. */
export type Words = typeof zhTW

let language = $state<'zh-TW' | 'en'>('zh-TW')

/** The words of the chosen language: `t().library.title`. Reading them in a view follows a change of language. */
export function t(): Words {
  return language === 'en' ? en : zhTW
}

/** What the program says in both languages, in the chosen one. */
export function saying(sentence: Sentence): string {
  return language === 'en' ? sentence.en : sentence.zh
}

/** The same words in both languages: what is stored is read by colleagues in theirs. */
export function inBoth(word: (words: Words) => string): Sentence {
  return { zh: word(zhTW), en: word(en) }
}

export function chosenLanguage(): 'zh-TW' | 'en' {
  return language
}

/** What is called in both languages, in the chosen one: rules, editions, types. The words of the law itself stay Chinese. */
export function titled(named: { title: string; title_en: string }): string {
  return language === 'en' ? named.title_en : named.title
}

/** Follows the settings, and tells the document, so that Han glyphs keep their Taiwanese form. */
export function chooseLanguage(tag: string): void {
  language = tag.toLowerCase().startsWith('en') ? 'en' : 'zh-TW'
  document.documentElement.lang = language === 'en' ? 'en-TW' : 'zh-Hant-TW'
}
