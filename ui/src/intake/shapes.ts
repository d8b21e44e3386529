/** What the desk tells of a workbook, until the generated types are here. */
import type { BudgetLine, Category, Fund } from '../host/protocol'

export type Role = string
export interface Map {
  year?: number
  fund?: Fund
  unit_scale?: number
  sheets?: Record<string, 'use' | 'skip'>
  columns?: Record<string, Role>
  categories?: Record<string, Category>
}
export type Weight = 'blocking' | 'check' | 'notice'
export interface Doubt {
  code: string
  weight: Weight
  message: string
  sheet: string | null
  row: number | null
  column: number | null
  cell: string | null
}
export interface ColumnPreview {
  letters: string
  heading: string
  role: Role
  why: string
  is_hidden: boolean
}
export interface TablePreview {
  header: [number, number]
  body: [number, number]
  columns: ColumnPreview[]
  unit_scale: number
  unit_cell: string | null
  year: number | null
  fund: Fund | null
}
export type RowKind = 'header' | 'item' | 'total' | 'other' | 'outside'
export interface RowPreview {
  row: number
  kind: RowKind
  is_hidden: boolean
  cells: string[]
}
export interface SheetPreview {
  name: string
  is_hidden: boolean
  skipped: string | null
  tables: TablePreview[]
  columns: number
  rows: RowPreview[]
  merges: [number, number, number, number][]
  more_rows: number
  more_columns: number
}
export interface LinePreview {
  category: Category | null
  name: string
  unit_price: string | null
  quantity: string | null
  unit: string | null
  amount: string | null
  fund: Fund | null
  year: number | null
  note: string | null
  sheet: string
  row: number
  cell: string
  is_hidden: boolean
  is_certain: boolean
}
export interface Preview {
  file: string
  is_budget: boolean
  sheets: SheetPreview[]
  lines: LinePreview[]
  doubts: Doubt[]
  unit_scale: number
  total: string
  years: number[]
  without_year: number
  without_fund: number
  unknown_categories: string[]
  map: Map
}
export type Unknown = 'year' | 'fund' | 'category'
export interface Plan {
  file: string
  new_years: number[]
  years: number[]
  added: { year: number; line: BudgetLine; source: string; is_certain: boolean }[]
  changed: { year: number; id: string; item: string; fields: { field: string; old: unknown; new: unknown }[]; source: string }[]
  unchanged: number
  missing: { year: number; id: string; item: string; amount: string | null }[]
  blocked: { source: string; item: string; unknown: Unknown[]; message: string }[]
}
