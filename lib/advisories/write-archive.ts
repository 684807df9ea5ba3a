import { scheduler } from 'node:timers/promises'
import type { UnsafeTx } from '../db/client.ts'
import { newerCve } from './cve-number.ts'
import type { AdvisoryRecord } from './osv.ts'
import { zippedRecords } from './osv-zip.ts'
import { readOsv } from './read-osv.ts'
import type { ImportResult } from './schema.ts'
import { writeRecords } from './write-records.ts'

/**
 * A statement carries this many records, or this much of their text, whichever comes first. Larger ones would not be
 * quicker, and the database driver remembers the parameters of its last hundred statements.
 */
const BATCH_RECORDS = 250
const BATCH_CHARACTERS = 512 * 1024
const FAULTS_NAMED = 20
/** Reading is quick and never waits: others in this process get their turn in between. */
const RECORDS_A_TURN = 50

export type Written = Pick<ImportResult, 'read' | 'changed' | 'withdrawn' | 'malformed' | 'faults'> & {
  newestCve: string | null
}

/**
 * Writes every record of a zip of OSV records into a source. One batch is written while the next is read. A record that
 * is none is counted, and the first are named; what is not JSON by its name is passed over.
 */
export async function writeArchive(
  tx: UnsafeTx,
  source: { id: string; newestCve: string | null },
  file: string,
  onProgress: (read: number) => void = () => undefined,
): Promise<Written> {
  const written: Written = { read: 0, changed: 0, withdrawn: 0, malformed: 0, faults: [], newestCve: source.newestCve }
  let batch: AdvisoryRecord[] = []
  let characters = 0
  let writing: Promise<void> = Promise.resolve()
  const flush = async () => {
    await writing
    const full = batch
    batch = []
    characters = 0
    writing = writeRecords(tx, source.id, full).then((changed) => {
      written.changed += changed
      onProgress(written.read)
    })
    // It is awaited before the next batch; until then its failure must not count as unhandled.
    writing.catch(() => undefined)
  }
  for await (const { entry, json } of zippedRecords(file)) {
    const parsed = readOsv(json)
    if ('fault' in parsed) {
      written.malformed += 1
      if (written.faults.length < FAULTS_NAMED) written.faults.push({ entry, reason: parsed.fault })
      continue
    }
    note(written, parsed.record)
    if (written.read % RECORDS_A_TURN === 0) await scheduler.yield()
    batch.push(parsed.record)
    characters += json.length
    if (batch.length >= BATCH_RECORDS || characters >= BATCH_CHARACTERS) await flush()
  }
  if (batch.length) await flush()
  await writing
  return written
}

function note(written: Written, record: AdvisoryRecord): void {
  written.read += 1
  if (record.withdrawn) written.withdrawn += 1
  for (const id of [record.id, ...record.aliases]) written.newestCve = newerCve(written.newestCve, id)
}
