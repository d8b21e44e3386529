/** As few characters as the desk takes (`locked.rs`). */
const SHORTEST = 8

/** What a new passphrase lacks; `null` = nothing. */
export function lacking(typed: string, again: string): 'length' | 'same' | null {
  if ([...typed.normalize('NFKC')].length < SHORTEST) return 'length'
  return typed.normalize('NFKC') === again.normalize('NFKC') ? null : 'same'
}
