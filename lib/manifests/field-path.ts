export type FieldPath = readonly (string | number)[]

/** Writes a path the way people read it: `triggers[0].schedule.cron`, `metadata.tags["a.b"]`. */
export function formatPath(path: FieldPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`
      return index === 0 ? key : `.${key}`
    })
    .join('')
}

/** Reads what `formatPath` wrote. Throws on text that is not a path. */
export function readPath(text: string): FieldPath {
  const keys: (string | number)[] = []
  const part = /\.?([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y
  while (part.lastIndex < text.length) {
    const at = part.lastIndex
    const match = part.exec(text)
    if (!match) throw new Error(`Not a field path at character ${at + 1}: ${text}`)
    if (match[1] !== undefined) keys.push(match[1])
    else if (match[2] !== undefined) keys.push(Number(match[2]))
    else keys.push(JSON.parse(match[3] ?? '""') as string)
  }
  return keys
}
