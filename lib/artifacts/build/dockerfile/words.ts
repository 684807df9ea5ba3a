/** What Linux takes as one argument or variable. Variables made of variables would double without an end. */
const MAX_WORD = 128 * 1024

/** What `$NAME` stands for; a name that is not there is the empty string. */
export type Variables = ReadonlyMap<string, string>

/**
 * Splits an instruction's arguments as Docker does: quotes and escapes are taken off, `$NAME`, `${NAME}`,
 * `${NAME:-word}` and `${NAME:+word}` are filled in, except between single quotes. Pure.
 * Throws a SyntaxError for a quote or brace that is not closed, and for a word that grows too long.
 */
export function words(text: string, variables: Variables, escapeChar: string): string[] {
  return scan(text, variables, escapeChar, true)
}

/** The text as one word: spaces stay. Throws as `words` does. */
export function oneWord(text: string, variables: Variables, escapeChar: string): string {
  return scan(text, variables, escapeChar, false).join('')
}

function scan(text: string, variables: Variables, escapeChar: string, splits: boolean): string[] {
  const found: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (quote === "'" && char !== "'") word = (word ?? '') + char
    else if (char === escapeChar && quote !== "'" && at + 1 < text.length) {
      const next = text.charAt(++at)
      const literal = quote === '"' && !['"', '$', escapeChar].includes(next)
      word = (word ?? '') + (literal ? char + next : next)
    } else if (char === '$') {
      const { value, end } = fill(text, at, variables, escapeChar)
      word = (word ?? '') + value
      if (word.length > MAX_WORD) throw new SyntaxError('a value grows longer than 128 KiB')
      at = end
    } else if (char === quote) quote = ''
    else if (!quote && (char === '"' || char === "'")) {
      quote = char
      word ??= ''
    } else if (splits && !quote && /\s/.test(char)) {
      if (word !== undefined) found.push(word)
      word = undefined
    } else word = (word ?? '') + char
  }
  if (quote) throw new SyntaxError(`a ${quote} is not closed`)
  if (word !== undefined) found.push(word)
  return found
}

/** The value of the variable that begins at `at`, and where its name ends. */
function fill(text: string, at: number, variables: Variables, escapeChar: string): { value: string; end: number } {
  const plain = /^\$([A-Za-z_]\w*)/.exec(text.slice(at))
  if (plain) return { value: variables.get(plain[1] ?? '') ?? '', end: at + plain[0].length - 1 }
  const braced = /^\$\{([A-Za-z_]\w*)(:?[-+])?/.exec(text.slice(at))
  if (!braced) return { value: '$', end: at }
  const [head, name = '', modifier] = braced
  const end = closingBrace(text, at + head.length)
  const held = variables.get(name)
  if (!modifier) return { value: held ?? '', end }
  const given = modifier.startsWith(':') ? Boolean(held) : held !== undefined
  const other = oneWord(text.slice(at + head.length, end), variables, escapeChar)
  if (modifier.endsWith('-')) return { value: given ? (held ?? '') : other, end }
  return { value: given ? other : '', end }
}

function closingBrace(text: string, start: number): number {
  let depth = 1
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++
    else if (text.charAt(at) === '}' && --depth === 0) return at
  }
  throw new SyntaxError('a ${ is not closed')
}
