import type { App } from '../app.svelte'
import { newId } from '../format'
import { part } from '../host/host'
import type { Comment, CommentKind, PaperKind } from '../host/protocol'
import { t } from '../i18n/index.svelte'
import { path, segments } from '../path'
import { letterOf, proposalOf, titleOf } from '../views/pages'

/** Today, as a day is written in files, in this machine's calendar. */
export function today(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** A place in words: whose, which chapter or year, which line, which field. */
export function placeName(app: App, at: string): string {
  const [list, id, field, ...rest] = segments(at)
  if (list !== 'proposals' || id === undefined) return at
  const proposals = app.desk.workspace?.proposals ?? []
  const index = proposals.findIndex((p) => p.id === id)
  const proposal = proposals[index]
  const whose = index < 0 ? id : `${letterOf(index)}　${titleOf(proposal)}`
  if (field === undefined) return whose
  if (field === 'budget') {
    const [year, , line, column] = rest
    const found = proposal?.budget.find((b) => String(b.year) === year)?.lines.find((l) => l.id === line)
    const columns = t().budget.column as Record<string, string>
    const words = [t().shell.chapters.budget, year === undefined ? '' : t().common.year(Number(year)), found?.item ?? '', column === undefined ? '' : (columns[column] ?? '')]
    return [whose, ...words].filter(Boolean).join(' › ')
  }
  if (field === 'sections') {
    const titles = proposal?.type ? app.desk.view?.sections[proposal.type] : undefined
    const key = rest[0] ?? ''
    return [whose, t().shell.chapters.content, titles?.find((s) => s.key === key)?.title ?? key].filter(Boolean).join(' › ')
  }
  const chapters: Record<string, string> = { team: t().shell.chapters.team, indicators: t().shell.chapters.indicators, title: t().fields.basics.name }
  return `${whose} › ${chapters[field] ?? t().shell.chapters.basics}`
}

/** The places that a comment can be about, chapter by chapter. */
export function places(app: App, proposal: string): { at: string; name: string }[] {
  const one = proposalOf(app, proposal)
  const whose = (at: string) => placeName(app, at).split(' › ').slice(1).join(' › ')
  const fields = ['title', 'team', 'indicators', 'budget'].map((field) => path('proposals', proposal, field))
  const sections = (one?.sections ?? []).map((section) => path('proposals', proposal, 'sections', section.key))
  return [{ at: path('proposals', proposal), name: t().comments.whole }, ...[...fields, ...sections].map((at) => ({ at, name: whose(at) }))]
}

/** A new comment, by whoever works here. */
export function addComment(app: App, kind: CommentKind, at: string, text: string, round = ''): void {
  const comment: Comment = {
    id: newId('k'), kind, round, path: at, text: text.trim(), by: app.settings.author, on: today(), answer: null, changed: [], settled_by: null, settled_on: null,
  }
  app.desk.add('/comments', comment)
}

/** Prints a paper; answers the sentence that tells of it. */
export async function print(app: App, paper: PaperKind, name: string): Promise<string> {
  await app.desk.settled()
  const told = await app.try(async () => {
    const chosen = await app.host.saveAs(name.replace(/[\\/:*?"<>|]/g, '－'), 'packet')
    if (!chosen) return ''
    const saved = part(await app.host.call({ print_paper: { season: app.desk.season, paper, ticket: chosen.ticket } }), 'saved')
    await app.host.deliver(chosen)
    return t().comments.printed(saved.name, saved.pages)
  })
  if (told) app.said = told
  return told ?? ''
}
