import type { Person, Workspace } from '../host/protocol'
import { t } from '../i18n/index.svelte'

/** The roster as choices: by name, with the unit where two bear the same name. */
export function peopleOptions(workspace: Workspace | null): { value: string; label: string }[] {
  return (workspace?.people ?? []).map((person) => ({
    value: person.id,
    label: t().chapters.someone(nameOf(person), person.department?.trim() ?? ''),
  }))
}

export function nameOf(person: Person | undefined): string {
  return person?.name?.trim() || t().fields.people.unnamed
}

/** A new person of the roster: from the applicant school, until said otherwise. */
export function blankPerson(id: string, workspace: Workspace | null): Person {
  return {
    id,
    name: '',
    staff_number: '',
    email: '',
    affiliation: workspace?.school.name ?? '',
    department: '',
    title: '',
    is_teacher: null,
    executive: null,
    other_school_declaration: { declared: null, on: null },
  }
}
