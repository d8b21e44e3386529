/** As English counts: `1 line`, `2 lines`. Verbs go with it: `many(n, 'line is', 'lines are')`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`
}
