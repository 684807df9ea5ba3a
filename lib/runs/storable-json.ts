/** Whether JSON text holds what Postgres refuses to keep in a JSON column. Pure. */
export function holdsUnstorable(json: string): boolean {
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json)
}

/** Why what a run answered cannot be kept, as a sentence; undefined when it can. `who` answered. Pure. */
export function faultOfAnswer(who: string, answer: string): string | undefined {
  try {
    if (!holdsUnstorable(JSON.stringify(JSON.parse(answer)))) return undefined
    return `${who} answered with a character that can not be stored (NUL or half a surrogate pair).`
  } catch {
    return `${who} answered with something that is not JSON.`
  }
}
