/** Something about a rule's text that is wrong (it blocks activation) or odd (it does not). Lines and columns from 1. */
export type RuleFault = {
  /** The name the rule is kept under. */
  rule: string
  severity: 'error' | 'warning'
  line: number
  column: number
  endLine: number
  endColumn: number
  message: string
  remedy?: string
}

/** Where a stretch of characters is. Pure. */
export function place(text: string, from: number, to: number) {
  const [start, end] = [at(text, from), at(text, Math.max(from, to))]
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
}

function at(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: before.length - lastBreak }
}

/** The character offset of an offset in UTF-8 bytes, which is how Cedar counts. Pure. */
export function characterAt(text: string, byte: number): number {
  return Buffer.from(text, 'utf8').subarray(0, byte).toString('utf8').length
}
