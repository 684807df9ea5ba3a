import { secretShapes } from '../manifests/secret-shapes.ts'
import { secretForms } from './secret-forms.ts'

/** What stands in place of a secret. */
export const REDACTED = '[redacted]'

/** How much of a text that goes on may be held back while it could be the start of something longer. */
const MOST_HELD = 4096
/** A key in PEM that never ends masks so many lines and no more. */
const MOST_KEY_LINES = 400

const password =
  /(?:password|passwd|secret|client_secret|api[_-]?key|access[_-]?key|private[_-]?key|(?:access|refresh|auth|id)_token)/

/** Shapes of which only the named part is secret. */
const named: readonly RegExp[] = [
  /(?<=:\/\/[^\s/:@"]{0,100}:)[^\s/@"]{3,}(?=@)/,
  /(?<=\b(?:authorization|proxy-authorization)["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token)\s{1,3})(?!\[redacted\])[^\s"',;]{4,}/,
  new RegExp(`(?<=(?<![a-z])${password.source}["']?\\s{0,3}[:=]\\s{0,3}["']?)(?!\\[redacted\\])[^\\s"',;&)}\\]]{4,}`),
]
const pemBegin = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const pemEnd = /-----END [A-Z ]*PRIVATE KEY-----/

const anyOf = (some: readonly RegExp[], flags: string) => new RegExp(some.map((one) => one.source).join('|'), flags)
const patterns = [anyOf(secretShapes, 'g'), anyOf(named, 'gi')]

/** Takes the pieces of one stream in order. With `more` the text goes on in the next piece: what could be cut is held. */
export type StreamRedactor = (text: string, more?: boolean) => string

export type Redactor = {
  /** A text without its secrets. */
  text(text: string): string
  /** For text that comes in pieces: a secret that lies across their borders, or fills many lines, is masked as well. */
  stream(): StreamRedactor
}

/**
 * Masks these values, in every form that `secretForms` knows, and whatever has the shape of a credential. The same text
 * redacted again stays as it is.
 */
export function openRedactor(values: Iterable<string> = []): Redactor {
  const forms = [...new Set([...values].flatMap(secretForms))].sort((a, b) => b.length - a.length)
  const known = forms.length ? new RegExp(forms.map(escaped).join('|'), 'g') : undefined
  const longest = forms[0]?.length ?? 0
  const text = (given: string) => {
    let masked = withoutKeys(known ? given.replace(known, REDACTED) : given)
    for (const pattern of patterns) masked = masked.replace(pattern, REDACTED)
    return masked
  }
  return { text, stream: () => openStream(text, (given) => endOfSure(given, known, longest)) }
}

/**
 * Where keys in PEM lie: from where one begins to where one ends, or the first line alone when none ends. One pattern for
 * all of it would look for the end anew from each of a thousand beginnings.
 */
function keysIn(text: string): { from: number; to: number }[] {
  const keys: { from: number; to: number }[] = []
  const [begin, end] = [new RegExp(pemBegin, 'g'), new RegExp(pemEnd, 'g')]
  let ends = true
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    end.lastIndex = begin.lastIndex
    ends &&= end.test(text)
    const to = ends ? end.lastIndex : begin.lastIndex
    keys.push({ from: found.index, to })
    begin.lastIndex = to
  }
  return keys
}

function withoutKeys(text: string): string {
  const keys = keysIn(text)
  if (!keys.length) return text
  const between = keys.map(({ from }, at) => text.slice(keys[at - 1]?.to ?? 0, from))
  return [...between, text.slice(keys.at(-1)?.to)].join(REDACTED)
}

function openStream(text: Redactor['text'], sureUpTo: (given: string) => number): StreamRedactor {
  let held = ''
  let keyLines = 0
  const masked = (given: string) => {
    if (keyLines > 0) {
      const end = pemEnd.exec(given)
      keyLines = end ? 0 : keyLines - 1
      return end ? REDACTED + text(given.slice(end.index + end[0].length)) : REDACTED
    }
    const begin = given.search(pemBegin)
    if (begin >= 0 && !pemEnd.test(given.slice(begin))) {
      keyLines = MOST_KEY_LINES
      return text(given.slice(0, begin)) + REDACTED
    }
    return text(given)
  }
  return (piece, more = false) => {
    const given = held + piece
    const sure = more ? sureUpTo(given) : given.length
    held = given.slice(sure)
    return sure > 0 ? masked(given.slice(0, sure)) : ''
  }
}

/** Up to where a text that goes on can be judged: no secret begins before and may end after. */
function endOfSure(text: string, known: RegExp | undefined, longest: number): number {
  let word = 0
  while (word < MOST_HELD && word < text.length && !/\s/.test(text[text.length - 1 - word] as string)) word++
  let sure = text.length - Math.min(text.length, Math.max(longest - 1, word))
  const move = (from: number, to: number) => {
    if (from < sure && to > sure) sure = from
  }
  for (const { from, to } of keysIn(text)) move(from, to)
  for (const pattern of known ? [known, ...patterns] : patterns) {
    for (const { index, 0: found } of text.matchAll(pattern)) move(index, index + found.length)
  }
  // A match that fills everything held so far is masked as far as it goes.
  return text.length - sure > MOST_HELD + longest ? text.length : sure
}

/** A host's Node may be too old for `RegExp.escape`. */
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Masks by shape alone, where no values are known. */
export const byShape = openRedactor()
