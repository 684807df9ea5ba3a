import { namesSecret } from '../manifests/secret-shapes.ts'

/** A shorter value stands in every other line by chance; masking it would hide the log and not the value. */
const SHORTEST = 4
/** A part of a value, or an encoding of it, must be long enough to be nothing else. */
const SHORTEST_PART = 8

/**
 * The texts in which a secret shows itself in a log: as it is, line by line, as JSON, in a URL, in base64 at each of its
 * three alignments, in hex; and the strings inside a value that is itself JSON. Longest first. Pure.
 */
export function secretForms(value: string): string[] {
  const whole = value.trim()
  if (whole.length < SHORTEST) return []
  const parts = [...linesOf(whole), ...leavesOf(whole), ...encodings(whole)].filter(
    (part) => part.length >= SHORTEST_PART,
  )
  return [...new Set([whole, ...parts])].sort((a, b) => b.length - a.length)
}

const linesOf = (value: string) => (value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [])

function encodings(value: string): string[] {
  const bytes = Buffer.from(value)
  const forms = [JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed()), bytes.toString('hex')]
  for (const shift of [0, 1, 2]) {
    // What stands before it, e.g. the name in `name:password`, moves its characters; those it shares with it are left out.
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const own = text.slice(shift ? shift + 1 : 0, text.length - ((shift + bytes.length) % 3 ? 1 : 0))
    forms.push(own, own.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return forms
}

/** Strings of a JSON value, e.g. of a service account, whose names say that they are secret. */
function leavesOf(value: string): string[] {
  if (!value.startsWith('{')) return []
  try {
    const found: string[] = []
    JSON.parse(value, (key, leaf: unknown) => {
      if (typeof leaf === 'string' && namesSecret(key)) found.push(leaf, ...linesOf(leaf))
      return leaf
    })
    return found
  } catch {
    return []
  }
}
