import type { Actor } from '../auth/actor.ts'
import { csvLine } from '../csv-line.ts'
import { getReplay, listItems, type ReportRow } from './queries.ts'

export type ReportFormat = 'csv' | 'json'

const columns = [
  'seq',
  'token',
  'runner',
  'environment',
  'outcome',
  'reason',
  'runId',
  'failedRunId',
  'deadLetterId',
  'startedAt',
  'endedAt',
] as const satisfies readonly (keyof ReportRow)[]

const PAGE = 1000

/**
 * The reconciliation of a replay as a file, token by token, in pieces: a list of fifty thousand is never held at once.
 * Throws `not_found` before the first piece.
 */
export async function replayReport(
  actor: Actor,
  id: string,
  format: ReportFormat,
): Promise<ReadableStream<Uint8Array>> {
  const { listDigest, reportDigest, itemCount, counts, status } = await getReplay(actor, id)
  const head = { replay: id, status, items: itemCount, listDigest, reportDigest, counts }
  const encoder = new TextEncoder()
  const pieces = format === 'csv' ? csvPieces(actor, id) : jsonPieces(actor, id, head)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void pieces.return(undefined),
  })
}

async function* pagesOf(actor: Actor, id: string): AsyncGenerator<ReportRow[], void, undefined> {
  let cursor: string | undefined
  do {
    const page = await listItems(actor, id, { cursor, limit: PAGE })
    yield page.items
    cursor = page.next
  } while (cursor)
}

async function* csvPieces(actor: Actor, id: string): AsyncGenerator<string, void, undefined> {
  yield csvLine(columns)
  for await (const rows of pagesOf(actor, id)) {
    yield rows.map((row) => csvLine(columns.map((column) => cellOf(row[column])))).join('')
  }
}

async function* jsonPieces(actor: Actor, id: string, head: object): AsyncGenerator<string, void, undefined> {
  yield `${JSON.stringify(head).slice(0, -1)},"tokens":[`
  let first = true
  for await (const rows of pagesOf(actor, id)) {
    if (!rows.length) continue
    yield `${first ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    first = false
  }
  yield '\n]}\n'
}

const cellOf = (value: ReportRow[keyof ReportRow]) => (value instanceof Date ? value.toISOString() : value)
