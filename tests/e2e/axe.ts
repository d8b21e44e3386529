import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** The rules that look at colours and at sizes; all others ask what the page is made of, which no theme changes. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable']

/**
 * What stands against WCAG 2.2 AA and good practice on this page, in lines that name the element; `looks`: on a page that
 * was judged as a whole already, and only looks different now.
 */
export async function violations(page: Page, of: 'all' | 'looks' = 'all'): Promise<string[]> {
  const axe = new AxeBuilder({ page: page as never })
  const result = await (of === 'looks' ? axe.withRules(LOOKS) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])).analyze()
  return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim() ?? v.help}`))
}
