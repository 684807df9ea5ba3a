import type { EvidencePredicate } from '../schema.ts'

const columns = ['at', 'kind', 'result', 'actor', 'sentence', 'id', 'index'] as const

/** The first line of `timeline.csv`. */
export const timelineHeader = `${columns.join(',')}\r\n`

/** An event as a line of `timeline.csv` (RFC 4180). */
export function timelineLine(predicate: EvidencePredicate, index: number): string {
  const { at, kind, result, actor, sentence, id } = predicate
  return `${[at, kind, result, actor.label, sentence, id, String(index)].map(cell).join(',')}\r\n`
}

/** Spreadsheets run what begins like a formula; an apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
