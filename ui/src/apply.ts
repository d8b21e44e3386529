import type { Edit, Prose } from './host/protocol'
import { plainText } from './narrative/plain'
import { position, segments } from './path'

/**
 * The season after an edit, at once, before Rust has answered: the same edits on the same form, as copies that share
 * what did not change. Where an edit cannot be applied the season stays as it is; Rust will say why.
 */
export function applied<T>(root: T, edit: Edit): T {
  if ('all' in edit) return edit.all.edits.reduce((value, one) => applied(value, one), root)
  if ('set' in edit) {
    const at = segments(edit.set.path)
    const set = change(root, at, '', (parent, last, list) => put(parent, last, list, edit.set.value))
    return set === root ? root : followed(set, at, edit.set.value)
  }
  if ('add' in edit) {
    const at = segments(edit.add.list)
    return change(root, at, '', (parent, last) => inList(parent, last, (items) => insert(items, last, edit.add.value, edit.add.before)))
  }
  if ('remove' in edit) {
    return change(root, segments(edit.remove.path), '', take)
  }
  const at = segments(edit.move.path)
  const name = at.pop() ?? ''
  return change(root, at, '', (parent, last) =>
    inList(parent, last, (items) => {
      const index = position(last, items, name)
      if (index < 0) return items
      return insert(items.toSpliced(index, 1), last, items[index], edit.move.before)
    }),
  )
}

/** The words of a document follow it; plain words put in its place drop it. So does Rust. */
function followed<T>(root: T, at: string[], value: unknown): T {
  const [top, , , , field] = at
  if (top === 'proposals' && at[2] === 'sections' && (field === 'text' || field === 'document') && at.length === 5) {
    return fields(root, at.slice(0, 4), ({ document, ...section }) => {
      if (field === 'text' || !document) return section
      return { ...section, text: plainText(document as Prose), document }
    })
  }
  if (top !== 'support_plan' || at[1] !== 'sections' || at.length < 3) return root
  return fields(root, ['support_plan', 'sections'], (parts) => {
    const documents = { ...(parts['documents'] as Record<string, Prose> | undefined) }
    if (at.length === 3) delete documents[at[2] ?? '']
    const words = at.length === 4 ? { [at[3] ?? '']: plainText(value as Prose) } : {}
    return { ...parts, ...words, documents }
  })
}

function fields<T>(root: T, at: string[], how: (value: Record<string, unknown>) => Record<string, unknown>): T {
  return change(root, at, '', (parent, last, list) => {
    if (!Array.isArray(parent)) return { ...parent, [last]: how(parent[last] as Record<string, unknown>) }
    const index = position(list, parent, last)
    return index < 0 ? parent : parent.with(index, how(parent[index] as Record<string, unknown>))
  })
}

type Container = Record<string, unknown> | unknown[]
type Change = (parent: Container, last: string, list: string) => Container

function change<T>(root: T, at: string[], list: string, how: Change): T {
  const [segment, ...rest] = at
  if (segment === undefined || typeof root !== 'object' || root === null) return root
  if (rest.length === 0) return how(root as Container, segment, list) as T
  if (Array.isArray(root)) {
    const index = position(list, root, segment)
    if (index < 0) return root
    const next = change(root[index], rest, segment, how)
    return next === root[index] ? root : (root.with(index, next) as T)
  }
  const fields = root as Record<string, unknown>
  // The first reason for a rule makes the map of its years, the first document the map of documents, as Rust does.
  const child = fields[segment] ?? (list === 'justifications' || segment === 'documents' ? {} : undefined)
  const next = change(child, rest, segment, how)
  return next === fields[segment] ? root : ({ ...fields, [segment]: next } as T)
}

function put(parent: Container, last: string, list: string, value: unknown): Container {
  if (!Array.isArray(parent)) return { ...parent, [last]: value }
  const index = position(list, parent, last)
  return index < 0 ? parent : parent.with(index, value)
}

function take(parent: Container, last: string, list: string): Container {
  if (Array.isArray(parent)) {
    const index = position(list, parent, last)
    return index < 0 ? parent : parent.toSpliced(index, 1)
  }
  const { [last]: _gone, ...rest } = parent
  return rest
}

function inList(parent: Container, last: string, how: (items: unknown[]) => unknown[]): Container {
  if (Array.isArray(parent)) return parent
  const items = parent[last] ?? []
  return Array.isArray(items) ? { ...parent, [last]: how(items) } : parent
}

function insert(items: unknown[], list: string, value: unknown, before: string | null): unknown[] {
  const index = before === null ? items.length : position(list, items, before)
  return index < 0 ? items : items.toSpliced(index, 0, value)
}
