/** Fields of people and indicators, and their values, as a person reads them. */

import { grouped } from '../decimal'
import { t } from '../i18n/index.svelte'

export function fieldWord(field: string): string {
  const [kind, year] = field.split('/')
  if (kind === 'targets') return t().intake.targetOf(year ?? '')
  const people = t().fields.people
  const words: Record<string, string> = {
    name: people.name,
    staff_number: people.staffNumber,
    email: people.email,
    affiliation: people.affiliation,
    department: people.department,
    title: people.jobTitle,
    is_teacher: people.isTeacher,
    executive: people.executive,
    unit: t().intake.role.unit,
    baseline: t().intake.role.baseline,
  }
  return words[field] ?? field
}

export function shown(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t().intake.blank
  if (typeof value === 'boolean') return value ? t().common.yes : t().common.no
  if (field === 'executive') return t().terms.executive[value as 'president'] ?? String(value)
  return field.startsWith('targets') || field === 'baseline' ? grouped(String(value)) : String(value)
}
