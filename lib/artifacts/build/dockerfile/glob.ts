/**
 * One step of a glob: a character, any number of them (within a name, or across folders), or a part that may be left
 * out, `skips` steps of it.
 */
type Step = { one(char: string): boolean } | { many: 'name' | 'path' } | { skips: number }

/**
 * A glob of Go's `filepath.Match` with `**` for any number of folders, as a pattern for whole paths. All ways to match
 * are followed side by side: tenants write these, and a regular expression would take for ever on some of them. Pure.
 */
export function globPattern(glob: string): { test(path: string): boolean } {
  const tokens = glob.match(/\*\*\/|\/\*\*$|\*\*|\*|\[\^?[^\]]+\]|\\.|[\s\S]/g) ?? []
  const steps = tokens.flatMap(stepsOf)
  return { test: (path) => accepts(steps, path) }
}

/** Whether a path is a glob rather than a name. */
export const isGlob = (path: string): boolean => /[*?[]/.test(path)

const only = (wanted: string): Step => ({ one: (char) => char === wanted })

function stepsOf(token: string): Step[] {
  if (token === '**/') return [{ skips: 2 }, { many: 'path' }, only('/')]
  if (token === '/**') return [only('/'), { many: 'path' }]
  if (token === '**') return [{ many: 'path' }]
  if (token === '*') return [{ many: 'name' }]
  if (token === '?') return [{ one: (char) => char !== '/' }]
  if (token.startsWith('[') && token.length > 2) return [{ one: oneOf(token) }]
  return [only(token.startsWith('\\') && token.length > 1 ? token.slice(1) : token)]
}

/** `[a-c]`, `[^a-c]`. A range that runs backwards holds nothing. */
function oneOf(token: string): (char: string) => boolean {
  const [, not, inner = ''] = /^\[(\^?)([\s\S]+)\]$/.exec(token) ?? []
  const ranges = [...inner.matchAll(/(\\?[\s\S])(?:-(\\?[^\]]))?/g)].map(([, from = '', to = from]) => [
    from.slice(-1),
    to.slice(-1),
  ])
  return (char) => ranges.some(([from = '', to = '']) => from <= char && char <= to) !== (not === '^')
}

function accepts(steps: readonly Step[], path: string): boolean {
  let places = withSkipped(steps, new Set([0]))
  for (const char of path) {
    const next = new Set<number>()
    for (const place of places) {
      const step = steps[place]
      if (!step || 'skips' in step) continue
      if ('one' in step) {
        if (step.one(char)) next.add(place + 1)
      } else if (step.many === 'path' || char !== '/') next.add(place)
    }
    if (!next.size) return false
    places = withSkipped(steps, next)
  }
  return places.has(steps.length)
}

/** Adds the places that are reached without a character; what is added on the way is looked at, too. */
function withSkipped(steps: readonly Step[], places: Set<number>): Set<number> {
  for (const place of places) {
    const step = steps[place]
    if (!step || 'one' in step) continue
    places.add(place + 1)
    if ('skips' in step) places.add(place + 1 + step.skips)
  }
  return places
}
