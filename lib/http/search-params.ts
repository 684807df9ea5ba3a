/**
 * What an address asks for, each parameter once: of one that is given twice the first value counts, and NUL, which the
 * database cannot take, is left out. A page's `searchParams` claim to be text, but Next hands over lists as well.
 */
export async function readSearch<T extends Record<string, string | undefined>>(asked: Promise<T>): Promise<T> {
  const once = Object.entries(await asked).flatMap(([name, value]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? [[name, first.replaceAll('\u0000', '')]] : []
  })
  return Object.fromEntries(once) as T
}
