import type { Chosen } from '../host/host'

/** The import that was just committed, so that the budget page can offer to undo it. */
export interface Landed {
  season: string
  revision: number
  file: string
  /** 民國 year to show first. */
  year: number | null
}

let landed = $state.raw<Landed | null>(null)

export function land(import_: Landed | null): void {
  landed = import_
}

/** `null` once anything else was done. */
export function justLanded(season: string, revision: number): Landed | null {
  return landed?.season === season && landed.revision === revision ? landed : null
}

let brought = $state.raw<Chosen | null>(null)

/** A table that was pasted elsewhere goes along to the import page. */
export function bring(file: Chosen): void {
  brought = file
}

/** What was brought along, once. */
export function broughtAlong(): Chosen | null {
  const file = brought
  brought = null
  return file
}
