/** Pages as a person writes them: 3、5–7. */
export function ranges(pages: readonly number[]): string {
  const runs: [number, number][] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === page) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([start, end]) => (start === end ? String(start) : `${start}–${end}`)).join('、')
}
