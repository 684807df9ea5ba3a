/** The rows of a page as lines, with how to see the next; `none` when there are no rows. */
export function pageLines(rows: readonly string[], next: string | undefined, none: string): string {
  if (rows.length === 0) return none
  return [...rows, ...(next ? [`More: --cursor ${next}`] : [])].join('\n')
}
