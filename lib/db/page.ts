/**
 * One page of a keyset list. `rows` were asked for with `take: limit + 1`: the one too many only says that more follow.
 * `next` is what `cursorOf` makes of the last row shown, or undefined on the last page. Pure.
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (last: T) => string,
): { rows: T[]; next: string | undefined } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? cursorOf(last) : undefined }
}
