import type { Finding, Standing } from './host/protocol'

/** The levels at which findings are shown: by shape, word and edge; colour comes last. */
export const LEVELS = ['violation', 'principle', 'approval', 'confirmation', 'blank', 'reminder', 'pass'] as const
export type Level = (typeof LEVELS)[number]

/** Levels that ask somebody to do something. */
export const OPEN: readonly Level[] = ['violation', 'principle', 'approval', 'confirmation', 'blank']
/** Levels that keep a packet a draft (草稿). */
export const DRAFT: readonly Level[] = ['violation', 'approval', 'confirmation', 'blank']

const LEVEL: Record<Standing, Level | null> = {
  violation: 'violation',
  over_principle: 'principle',
  needs_approval: 'approval',
  needs_confirmation: 'confirmation',
  undetermined: 'blank',
  reminder: 'reminder',
  justified: 'pass',
  pass: 'pass',
  not_applicable: null,
}

/** `null` = the clause does not bind this scope. */
export function levelOf(finding: Finding): Level | null {
  return LEVEL[finding.outcome]
}

export function levelOfStanding(standing: Standing): Level | null {
  return LEVEL[standing]
}

/** Findings in the order in which they are worked off, most severe first; the law's order within. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const rank = (f: Finding) => LEVELS.indexOf(levelOf(f) ?? 'pass')
  return findings.filter((f) => levelOf(f) !== null).toSorted((a, b) => rank(a) - rank(b))
}

export function isOpen(finding: Finding): boolean {
  const level = levelOf(finding)
  return level !== null && OPEN.includes(level)
}

export function keepsDraft(finding: Finding): boolean {
  const level = levelOf(finding)
  return level !== null && DRAFT.includes(level)
}

/** How many findings there are at each level. */
export function counts(findings: readonly Finding[]): Record<Level, number> {
  const found = Object.fromEntries(LEVELS.map((level) => [level, 0])) as Record<Level, number>
  for (const finding of findings) {
    const level = levelOf(finding)
    if (level) found[level] += 1
  }
  return found
}

/** Two findings are the same statement, whatever it says now. */
export function sameFinding(a: Finding | null, b: Finding | null): boolean {
  return !!a && !!b && a.rule === b.rule && a.proposal === b.proposal && a.year === b.year
}

export function keyOf(finding: Finding, index: number): string {
  return `${finding.rule}|${finding.proposal ?? ''}|${finding.year ?? ''}|${index}`
}
