import { freshBlanks, sheetRows, type Blanks, type Row } from './rows'
import type { Year } from './changes'
import { COLUMNS } from './columns'
import { at, kept, rangeOf, standing, type Cell, type Selection } from './selection'

/** The rows of the sheet and where one stands on them, whatever happens to the rows meanwhile. */
export class Where {
  readonly #year: () => Year
  #chosen = $state.raw<Selection>(at('', 'item'))
  #before: readonly Row[] = []
  #held: Blanks = freshBlanks()

  constructor(year: () => Year) {
    this.#year = year
  }

  readonly year = $derived.by(() => this.#year())

  // A blank row keeps its id until a line has it: then the row is that line, and a new blank one appears below.
  readonly #blanks = $derived.by(() => {
    const used = new Set(this.year.lines.map((line) => line.id))
    if (Object.values(this.#held).some((id) => used.has(id))) {
      const fresh = freshBlanks()
      const renewed = Object.entries(this.#held).map(([group, id]) => [group, used.has(id) ? fresh[group as keyof Blanks] : id])
      this.#held = Object.fromEntries(renewed) as unknown as Blanks
    }
    return this.#held
  })

  readonly rows = $derived(sheetRows(this.year.lines, this.#blanks))
  readonly selection = $derived.by(() => {
    const selection = kept(this.#chosen, this.#before, this.rows)
    const known = this.rows.some((row) => row.key === selection.active.row)
    return known ? selection : at(standing(this.rows)[0]?.key ?? '', selection.active.column)
  })
  readonly active = $derived<Cell>(this.selection.active)
  readonly row = $derived<Row | undefined>(this.rows.find((row) => row.key === this.active.row))
  readonly range = $derived(rangeOf(this.selection, this.rows))
  readonly isRange = $derived(this.range.rows.length > 1 || this.range.columns.length > 1)

  place(selection: Selection): void {
    this.#before = this.rows
    this.#chosen = selection
  }

  select(cell: Cell, extend = false): void {
    this.place(extend ? { active: cell, anchor: this.selection.anchor } : at(cell.row, cell.column))
  }

  selectRow(row: string): void {
    this.place({ active: { row, column: COLUMNS[0] }, anchor: { row, column: COLUMNS.at(-1)! } })
  }

  /** Before the rows change: whoever stands on a row that goes away then knows where it was. */
  hold(): void {
    this.#before = this.rows
  }
}
