import type { SqlStatement } from './split-sql.ts'

/** An error of the engine, with the place it names. */
export type SqlComplaint = { line?: number; column?: number; message: string }

/** What the engine prints before the line it quotes, which it cuts where it is long. */
const quoted = /\n\s*\nLINE (\d+): ([^\n]*)\n( *)\^/
const CUT = '...'

/**
 * Reads `LINE 3: …` and the caret under it. Statements are given to the engine with as many empty lines before them as
 * stand before them in the script, so its line is the script's; `statements` tell the column where the line is cut. Pure.
 */
export function readSqlComplaint(text: string, statements: readonly SqlStatement[] = []): SqlComplaint {
  const message = (text.split(/\n\s*\nLINE \d+:/)[0] ?? text).replace(/^Failed to \w+ statements: /, '').trim()
  const [, number, shown = '', spaces = ''] = quoted.exec(text) ?? []
  if (!number) return { message }
  const line = Number(number)
  const caret = spaces.length - `LINE ${line}: `.length
  const column = shown.startsWith(CUT) ? caret - CUT.length + startOf(shown, line, statements) : caret
  return column < 0 || Number.isNaN(column) ? { line, message } : { line, column: column + 1, message }
}

/** Where the part of a line that is shown begins in it; NaN when that cannot be told. */
function startOf(shown: string, line: number, statements: readonly SqlStatement[]): number {
  const part = shown.slice(CUT.length, shown.endsWith(CUT) ? -CUT.length : undefined)
  for (const statement of statements) {
    const text = statement.text.split('\n')[line - statement.line]
    const at = text?.indexOf(part) ?? -1
    if (at >= 0) return at + (line === statement.line ? statement.column - 1 : 0)
  }
  return Number.NaN
}

/** A statement with empty lines and spaces before it, so that the engine counts as the script does. Pure. */
export function atItsPlace({ text, line, column }: SqlStatement): string {
  return '\n'.repeat(line - 1) + ' '.repeat(column - 1) + text
}
