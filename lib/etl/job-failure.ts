import type { InvocationCause } from '../provisioning/target.ts'
import { type Job, statementsOf } from './job-package.ts'
import { placeInNotebook } from './notebook.ts'
import { readSqlComplaint } from './sql-position.ts'

/** What the runtime tells of an error: the engine's words, and the line of a Python script. */
export type JobComplaint = { message: string; line?: number | undefined }
/** Without a cause it is the platform's. */
export type JobFailure = { cause?: InvocationCause; reason: string }

const MAX_REASON = 1500

const outOfMemory = /^(Out of Memory Error|MemoryError)|Cannot allocate memory/
const diskFull = /No space left on device|ENOSPC|max_temp_directory_size|File too large|EFBIG|Disk quota exceeded/i
/** Advice about settings that a job cannot change. */
const advice = /\n\s*\n(Possible solutions|See also|Hint)[\s\S]*/

/** Why a part of a job failed, with the place in what its author wrote. Pure. */
export function explainFailure(complaint: JobComplaint, job: Job): JobFailure {
  const text = complaint.message.replace(advice, '').toWellFormed().replaceAll('\0', '\u2400')
  if (diskFull.test(text)) {
    return {
      reason: `The disk of this host is full: ${firstLine(text)}. Free some space and start it again; finished partitions are kept.`,
    }
  }
  if (outOfMemory.test(text)) {
    return {
      cause: 'out_of_memory',
      reason: `${firstLine(text)}. Split the work into more partitions, or choose a larger size.`,
    }
  }
  const place = job.language === 'sql' ? readSqlComplaint(text, statementsOf(job)) : { ...complaint, message: text }
  return { cause: 'user_error', reason: `${where(job, place)}${place.message}`.slice(0, MAX_REASON) }
}

function where(job: Job, { line, column }: { line?: number | undefined; column?: number }): string {
  if (line === undefined) return ''
  const cell = job.cells && placeInNotebook(job.cells, line)
  const at = cell ? `cell ${cell.cell}, line ${cell.line}` : `line ${line}`
  return `${job.entry} ${at}${column === undefined ? '' : `, column ${column}`}: `
}

const firstLine = (text: string) => (text.split('\n')[0] ?? text).replace(/\.$/, '').slice(0, MAX_REASON)

/** Partitions that are named in the sentence; the others are in the list. */
const NAMED = 3

/** One sentence for all partitions that failed. The most telling cause counts. Pure. */
export function explainPartitions(failed: { index: number; failure: JobFailure }[], partitions: number): JobFailure {
  const named = failed.slice(0, NAMED).map(({ index, failure }) => `Partition ${index}: ${failure.reason}`)
  const more = failed.length > NAMED ? ` And ${failed.length - NAMED} more.` : ''
  const causes = failed.map(({ failure }) => failure.cause)
  const cause = causes.includes(undefined) ? undefined : (causes.find((one) => one !== 'user_error') ?? 'user_error')
  const reason = `${failed.length} of ${partitions} partitions failed. ${named.join(' ')}${more}`
  return { ...(cause && { cause }), reason: reason.slice(0, 2 * MAX_REASON) }
}
