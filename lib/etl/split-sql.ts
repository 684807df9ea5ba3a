/** One statement of a script, where it stands in it. */
export type SqlStatement = {
  /** Without the semicolon. */
  text: string
  /** 1-based position of its first character. */
  line: number
  column: number
}

/** A comment that stands alone on its line and begins with `@`: `-- @partition routes.parquet`. */
export type SqlMarker = { marker: string; line: number }

/** What may hide a semicolon: strings, quoted names, dollar quotes, comments. Each is skipped whole. */
const quoted = [
  { opens: /[eE]'/y, closes: /(?:[^'\\]|\\[\s\S]|'')*'/y },
  { opens: /'/y, closes: /(?:[^']|'')*'/y },
  { opens: /"/y, closes: /(?:[^"]|"")*"/y },
  { opens: /--/y, closes: /[^\n]*/y },
]

/**
 * The statements of a SQL script and its markers, in order, each with its place. Only cuts; whether it is SQL is for
 * the engine to say. An unclosed quote runs to the end, and the engine then complains at the right place. Pure.
 */
export function splitSql(script: string): (SqlStatement | SqlMarker)[] {
  const parts: (SqlStatement | SqlMarker)[] = []
  const lineAt = positions(script)
  let start: number | undefined
  const end = (at: number) => {
    if (start !== undefined) parts.push({ text: script.slice(start, at).trimEnd(), ...lineAt(start) })
    start = undefined
  }
  for (let at = 0; at < script.length; ) {
    const marker = start === undefined ? markerAt(script, at) : undefined
    if (marker) parts.push({ marker, line: lineAt(at).line })
    const next = skipQuoted(script, at)
    const comment = script.startsWith('--', at) || script.startsWith('/*', at)
    if (next === undefined) {
      if (script[at] === ';') end(at)
      else if (/\S/.test(script[at] as string)) start ??= at
      at++
    } else {
      if (!comment) start ??= at
      at = next
    }
  }
  end(script.length)
  return parts
}

function markerAt(script: string, at: number): string | undefined {
  const pattern = /--[ \t]*@([^\n]*)/y
  pattern.lastIndex = at
  return pattern.exec(script)?.[1]?.trim()
}

/** Where a quote or comment that begins at `at` ends; undefined when none begins there. */
function skipQuoted(script: string, at: number): number | undefined {
  for (const { opens, closes } of quoted) {
    opens.lastIndex = at
    if (!opens.test(script)) continue
    // `price'` is no escape string: the e must stand alone.
    if (opens.source.startsWith('[eE]') && /\w/.test(script[at - 1] ?? '')) continue
    closes.lastIndex = opens.lastIndex
    return closes.test(script) ? closes.lastIndex : script.length
  }
  if (script.startsWith('/*', at)) return endOfComment(script, at)
  const dollar = /\$(?:[A-Za-z_]\w*)?\$/y
  dollar.lastIndex = at
  const tag = dollar.exec(script)?.[0]
  if (!tag || /\w/.test(script[at - 1] ?? '')) return undefined
  const close = script.indexOf(tag, at + tag.length)
  return close < 0 ? script.length : close + tag.length
}

/** Block comments nest, as in PostgreSQL. */
function endOfComment(script: string, at: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = at
  let depth = 0
  for (let found = edge.exec(script); found; found = edge.exec(script)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return script.length
}

/** Line and column of an offset; to be asked in ascending order. */
function positions(script: string): (offset: number) => { line: number; column: number } {
  let line = 1
  let lineStart = 0
  return (offset) => {
    for (let at = script.indexOf('\n', lineStart); at >= 0 && at < offset; at = script.indexOf('\n', lineStart)) {
      line++
      lineStart = at + 1
    }
    return { line, column: offset - lineStart + 1 }
  }
}
