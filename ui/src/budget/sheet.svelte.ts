import type { Edit, Names } from '../host/protocol'
import { inBoth, t } from '../i18n/index.svelte'
import { actOn, type Act } from './acts'
import { put, step, write, lineOf, type Unread, type Year } from './changes'
import { lastWord, readChoice, splitWords, suggest, wordOf, TAGS, type Choice, type List } from './choices'
import { readBlock, writeBlock } from './clipboard'
import { choicesOf, KINDS, readCell, written } from './columns'
import { actionOf, type Action, type Mode, type Press } from './keys'
import type { BudgetLine } from './line'
import { cellKey } from './marks'
import { paste } from './paste'
import { freshIds, type Row } from './rows'
import { at, everything, kept, moved, tabbed, type Cell, type Range } from './selection'
import { newsOf } from './told'
import { RunningTotals, selectionSum } from './totals'
import { Where } from './where.svelte'

/** What the sheet asks of the page around it. */
export interface Port {
  year(): Year
  /** `names`: items get their names by it, typed or from another sheet; the dictionary says what they are. */
  commit(edit: Edit, names: Names | null): void
  travel(way: 'undo' | 'redo'): void
  /** Told to screen readers. */
  say(text: string): void
  details(): void
}

/**
 * One year's sheet: where one stands, what is being typed, what a key does. No DOM.
 *
 * **The text in the active cell belongs to its input until it is committed.** It shows in sums at once (`live`), but
 * the season and its history know nothing of it; half-composed text is not even told here.
 */
export class Sheet {
  readonly #port: Port
  readonly #where: Where

  mode = $state<Mode>('nav')
  /** What stands in the input while it is edited. */
  draft = $state<string | null>(null)
  /** The text that Enter could not commit; the cell stays in editing. */
  invalid = $state.raw<Unread | null>(null)
  /** Cells whose pasted or abandoned text was not taken. */
  rejected = $state.raw<ReadonlyMap<string, Unread>>(new Map())
  listOpen = $state(false)
  highlighted = $state(-1)
  /** The active input takes the focus when it appears. */
  wantsFocus = false
  pageRows = 12

  constructor(port: Port) {
    this.#port = port
    this.#where = new Where(port.year)
  }

  get year(): Year {
    return this.#where.year
  }
  get rows(): readonly Row[] {
    return this.#where.rows
  }
  get active(): Cell {
    return this.#where.active
  }
  get row(): Row | undefined {
    return this.#where.row
  }
  get range(): Range {
    return this.#where.range
  }
  get isRange(): boolean {
    return this.#where.isRange
  }

  /** The active row as a line, with what is being typed in it. */
  readonly line = $derived.by<BudgetLine | null>(() => {
    if (!this.row || this.row.kind === 'band') return null
    return this.#drafted(lineOf(this.row))
  })
  /** All lines with what is being typed: sums follow the keystroke. */
  readonly live = $derived.by<readonly BudgetLine[]>(() => {
    const line = this.line
    if (this.draft === null || !line || !this.row) return this.year.lines
    if (this.row.kind === 'blank') return [...this.year.lines, line]
    return this.year.lines.map((other) => (other.id === line.id ? line : other))
  })
  readonly #sums = new RunningTotals()
  readonly totals = $derived(this.#sums.of(this.live))
  readonly chosen = $derived(
    selectionSum(
      this.range.rows.flatMap((row) =>
        row.kind === 'line'
          ? this.range.columns.filter((c) => KINDS[c] === 'money').map((c) => row.line[c] as string | null)
          : [],
      ),
    ),
  )

  /** What the list under the cell offers; `null` for free cells. */
  readonly options = $derived.by<readonly Choice[] | null>(() => {
    const choices = choicesOf(this.active.column)
    if (!choices) return null
    if (this.draft === null) return choices
    return suggest(choices, this.active.column === 'tags' ? (lastWord(this.draft) ?? '') : this.draft)
  })

  /** What the active cell's input holds when nothing is typed. */
  readonly text = $derived(this.row && this.row.kind !== 'band' ? written(lineOf(this.row), this.active.column) : '')

  #drafted(line: BudgetLine): BudgetLine {
    const column = this.active.column
    if (this.draft === null || KINDS[column] === 'choice') return line
    const reading = readCell(column, this.draft)
    return reading.kind === 'value' ? put(line, column, reading.value, reading.unit) : line
  }

  select(cell: Cell, extend = false): void {
    this.listOpen = false
    this.#where.select(cell, extend)
  }

  selectRow(row: string): void {
    this.listOpen = false
    this.#where.selectRow(row)
  }

  /** The input's text changed by typing, dictation or a finished composition. */
  typed(text: string): void {
    this.mode = 'edit'
    this.draft = text
    this.invalid = null
    this.#accept(this.active)
    if (this.options) {
      this.listOpen = true
      this.highlighted = text.trim() === '' || this.options.length === 0 ? -1 : 0
    }
  }

  /** Whether the key was ours; otherwise it belongs to the input or to the window. */
  press(press: Press): boolean {
    if (this.listOpen && this.#pressInList(press)) return true
    const action = actionOf(press, this.mode)
    if (!action) return false
    if (action.do === 'leave') {
      // The window goes on to the next pane.
      this.settle()
      return false
    }
    return this.act(action)
  }

  /** Carries an action out; `false` = it leaves the sheet. */
  act(action: Action): boolean {
    this.wantsFocus = true
    switch (action.do) {
      case 'edit':
        this.mode = 'edit'
        this.draft ??= this.text
        return true
      case 'open_list':
        this.openList()
        return true
      case 'cancel':
        return this.#cancel()
      case 'undo':
      case 'redo':
        this.#port.travel(action.do)
        return true
      case 'details':
        if (this.#commit()) this.#port.details()
        return true
      case 'tab': {
        const next = tabbed(this.#where.selection, action.back, this.rows)
        if (!this.#commit()) return true
        if (!next) return false
        this.#where.place(next)
        return true
      }
      case 'move':
      case 'jump':
        this.#travel(action)
        return true
      case 'select_all':
        this.#where.place(everything(this.rows, this.active))
        return true
    }
    if (this.#commit()) this.#take(actOn(action, this.year, this.range, this.rows))
    return true
  }

  /** Commits what is typed if it can be read, and gives it back and marks it if not: one goes elsewhere. */
  settle(): void {
    if (this.#commit()) return
    const unread = this.invalid
    this.#end()
    if (unread) this.rejected = new Map([...this.rejected, [cellKey(unread.row, unread.column), unread]])
  }

  openList(): void {
    const choices = choicesOf(this.active.column)
    if (!choices) return
    this.listOpen = true
    this.highlighted = Math.max(
      0,
      choices.findIndex((choice) => this.#holds(choice.value)),
    )
  }

  /** Takes a choice of the list into the cell. */
  choose(choice: Choice): void {
    const column = this.active.column
    const word = wordOf(column === 'tags' ? 'tag' : (column as List), choice.value)
    if (column !== 'tags') this.#write(word)
    else {
      const words = splitWords(this.draft ?? this.text)
      if (this.draft !== null && lastWord(this.draft) !== null) words.pop()
      const held = words.findIndex((other) => readChoice(TAGS, other) === choice.value)
      this.#write(t().common.list(held >= 0 ? words.toSpliced(held, 1) : [...words, word]))
    }
    this.wantsFocus = true
  }

  copied(): { text: string; html: string } {
    const cells = this.range.rows
      .filter((row) => row.kind === 'line' || !this.isRange)
      .map((row) => this.range.columns.map((column) => (row.kind === 'line' ? written(row.line, column) : '')))
    this.#port.say(t().budget.said.copied(cells.length * this.range.columns.length))
    return writeBlock(cells)
  }

  paste(clipboard: { html: string; text: string }): void {
    const block = readBlock(clipboard)
    const made = paste(this.year, this.range, block, this.rows, freshIds())
    const start = this.range.rows[0]
    this.rejected = new Map(made.unread.map((unread) => [cellKey(unread.row, unread.column), unread]))
    this.#send(step(made.edits, inBoth((w) => w.steps.pasted(made.written))), 'pasted')
    this.#port.say(newsOf(made))
    if (start) this.select({ row: start.key, column: this.range.columns[0]! })
    this.wantsFocus = true
  }

  #travel(action: Action): void {
    const rows = this.rows
    const from = this.row
    const wasNew = from?.kind === 'blank' && this.draft !== null
    const next = moved(this.#where.selection, action, rows, this.pageRows)
    if (!this.#commit()) return
    const below = wasNew && action.do === 'move' && action.rows === 1 && !action.extend
    const blank = below && this.rows.find((row) => row.kind === 'blank' && row.group === from.group)
    this.#where.place(blank ? at(blank.key, this.active.column) : kept(next, rows, this.rows))
  }

  /** Whether nothing unreadable is left in the cell. */
  #commit(): boolean {
    if (this.draft === null) {
      this.#end()
      return true
    }
    const option = this.listOpen && this.draft.trim() !== '' ? this.options?.[this.highlighted] : undefined
    const exact = this.options && this.active.column !== 'tags' && readChoice(this.options, this.draft) !== null
    if (option && !exact && lastWord(this.draft) !== null) {
      this.choose(option)
      return this.invalid === null
    }
    return this.#write(this.draft)
  }

  #write(text: string): boolean {
    const { row } = this
    if (!row) return true
    const change = write(this.year, row, this.active.column, text)
    const [unread] = change.unread
    if (unread) {
      this.invalid = unread
      this.mode = 'edit'
      this.draft = text
      this.listOpen = false
      this.#port.say(t().budget.doubt[unread.doubt](unread.text))
      return false
    }
    const name = row.kind === 'line' ? (row.line.item ?? '').trim() : ''
    const group = row.kind === 'band' ? null : row.group
    this.#end()
    const names = this.active.column === 'item' ? 'typed' : null
    const { column } = this.active
    this.#send(step(change.edits, inBoth((w) => w.steps.wrote(name, w.budget.column[column]))), names)
    const now = this.row && this.row.kind !== 'band' ? this.row.group : null
    if (group && now && group !== now) this.#port.say(t().budget.said.movedTo(t().budget.group[now]))
    return true
  }

  #cancel(): boolean {
    const wasOpen = this.listOpen
    this.listOpen = false
    if (this.draft !== null || this.mode === 'edit') {
      if (wasOpen && this.draft === null) this.mode = 'nav'
      else this.#end()
    } else if (this.isRange) this.select(this.active)
    else if (this.rejected.size > 0) this.rejected = new Map()
    else return wasOpen
    return true
  }

  #take(act: Act | null): void {
    if (!act) return
    const { change, label, said } = act
    if (change.unread.length > 0) this.rejected = new Map(change.unread.map((u) => [cellKey(u.row, u.column), u]))
    if (change.edits.length === 0) return
    const column = this.active.column
    this.#send(step(change.edits, label))
    this.#port.say(said)
    if (act.stand !== undefined) this.select({ row: act.stand, column })
  }

  #send(edit: Edit | null, names: Names | null = null): void {
    if (!edit) return
    this.#where.hold()
    this.#port.commit(edit, names)
  }

  #end(): void {
    this.mode = 'nav'
    this.draft = null
    this.invalid = null
    this.listOpen = false
  }

  #accept(cell: Cell): void {
    const key = cellKey(cell.row, cell.column)
    if (!this.rejected.has(key)) return
    const rest = new Map(this.rejected)
    rest.delete(key)
    this.rejected = rest
  }

  #holds(value: string): boolean {
    const line = this.line
    if (!line) return false
    const held = line[this.active.column]
    return Array.isArray(held) ? (held as string[]).includes(value) : held === value
  }

  #pressInList({ key }: Press): boolean {
    const options = this.options ?? []
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const by = key === 'ArrowDown' ? 1 : -1
      if (options.length > 0) this.highlighted = (this.highlighted + by + options.length) % options.length
      return true
    }
    if (key === 'Enter' && this.draft === null) {
      const option = options[this.highlighted]
      if (option) this.choose(option)
      return true
    }
    return false
  }
}
