import type { Finding } from '../host/protocol'
import { t } from '../i18n/index.svelte'

/** A value of the file form in the words of the screen: `municipal` is 直轄市、縣（市）立; numbers and text stay. */
export function wordOf(value: string): string {
  if (!/^[a-z][a-z_]*$/.test(value)) return value
  for (const group of Object.values(t().terms) as unknown[]) {
    if (typeof group !== 'object' || group === null) continue
    const word = (group as Record<string, unknown>)[value]
    if (typeof word === 'string') return word
  }
  return value
}

/** Whether a finding rests on figures or on lines of a budget, so that there is something to explain. */
export function explains(finding: Finding): boolean {
  return finding.figures !== null || finding.targets.some((at) => at.includes('/lines/'))
}
