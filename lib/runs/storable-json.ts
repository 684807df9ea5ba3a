/** Whether JSON text holds what Postgres refuses to keep in a JSON column. Pure. */
export function holdsUnstorable(json: string): boolean {
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json)
}

/** Levels of lists and objects that an answer may have; far more than data has, and far less than a stack. */
const MAX_DEPTH = 500

/** Why what a run answered cannot be kept, as a sentence; undefined when it can. `who` answered. Pure. */
export function faultOfAnswer(who: string, answer: string): string | undefined {
  const fault = faultOfJson(answer)
  return fault && `${who} answered with ${fault}.`
}

function faultOfJson(json: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return 'something that is not JSON'
  }
  if (nestsDeeper(value, MAX_DEPTH)) return `something nested deeper than ${MAX_DEPTH} levels`
  if (!holdsUnstorable(JSON.stringify(value))) return undefined
  return 'a character that cannot be stored (NUL or half a surrogate pair)'
}

/** Whether a value of JSON has more than `levels` levels of lists and objects. Pure. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  const isHolder = (one: unknown) => typeof one === 'object' && one !== null
  let level = [value].filter(isHolder)
  for (let depth = 0; level.length; depth++) {
    if (depth === levels) return true
    level = level.flatMap((one) => Object.values(one as object).filter(isHolder))
  }
  return false
}
