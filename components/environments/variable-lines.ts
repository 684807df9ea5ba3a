/** Variables as lines of text, one `NAME=value` each, in the order of names. Pure. */
export const writeVariables = (variables: unknown): string =>
  Object.entries((variables ?? {}) as Record<string, unknown>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('\n')

/** The variables that such lines name, or what is wrong with one of them. Empty lines say nothing. Pure. */
export function readVariables(text: string): { variables: Record<string, string>; fault?: string } {
  const variables: Record<string, string> = {}
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const match = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line)
    const [, name = '', value = ''] = match ?? []
    if (!match) return { variables, fault: `Line ${index + 1} is not NAME=value.` }
    if (name in variables) return { variables, fault: `Line ${index + 1} names ${name} a second time.` }
    variables[name] = value.trimEnd()
  }
  return { variables }
}
