/** An error of the engine, with the place it names. */
export type SqlComplaint = { line?: number; column?: number; message: string }

/** What the engine prints before the line it quotes; a cut line begins with dots and then has no column. */
const quoted = /\n\s*\nLINE (\d+): (\.{3})?[^\n]*\n( *)\^/

/**
 * Reads `LINE 3: …` and the caret under it. Statements are given to the engine with as many empty lines before them as
 * stand before them in the script, so its line is the script's. Pure.
 */
export function readSqlComplaint(text: string): SqlComplaint {
  const message = (text.split(/\n\s*\nLINE \d+:/)[0] ?? text).replace(/^Failed to \w+ statements: /, '').trim()
  const [, line, cut, spaces = ''] = quoted.exec(text) ?? []
  if (!line) return { message }
  const prefix = `LINE ${line}: `.length
  const column = spaces.length - prefix + 1
  return cut || column < 1 ? { line: Number(line), message } : { line: Number(line), column, message }
}

/** A statement with empty lines and spaces before it, so that the engine counts as the script does. Pure. */
export function atItsPlace({ text, line, column }: { text: string; line: number; column: number }): string {
  return '\n'.repeat(line - 1) + ' '.repeat(column - 1) + text
}
