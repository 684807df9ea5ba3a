import { globPattern } from './glob.ts'

/**
 * A `.dockerignore`: says of a path in the context, with `/` between folders, whether it stays out. The last pattern
 * that matches it or a folder above it decides; `!` takes back in. Pure. Source: moby/patternmatcher.
 */
export function ignorePatterns(content: string): (path: string) => boolean {
  const patterns = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), matches: globPattern(cleaned(line.replace(/^!\s*/, ''))) }))
  return (path) => {
    const parts = path.split('/')
    const withParents = parts.map((_, depth) => parts.slice(0, depth + 1).join('/'))
    let ignored = false
    for (const { keeps, matches } of patterns) {
      if (ignored === keeps && withParents.some((each) => matches.test(each))) ignored = !keeps
    }
    return ignored
  }
}

function cleaned(pattern: string): string {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.')
  return parts.join('/')
}
