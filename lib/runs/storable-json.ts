/** Whether JSON text holds what Postgres refuses to keep in a JSON column. Pure. */
export function holdsUnstorable(json: string): boolean {
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json)
}
