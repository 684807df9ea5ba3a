/** A row as a browser gets it from the API, where dates are ISO text. The type is the caller's claim about that shape. */
export function asJson<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T
}
