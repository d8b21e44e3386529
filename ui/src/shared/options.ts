/** The choices of a field: its values with their names, in the order of the words. */
export function optionsOf(words: Record<string, string>, only?: readonly string[]): { value: string; label: string }[] {
  return Object.entries(words)
    .filter(([value]) => only === undefined || only.includes(value))
    .map(([value, label]) => ({ value, label }))
}
