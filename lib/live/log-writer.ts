import { unsafeDb } from '../db/client.ts'
import { byShape } from '../telemetry/redact.ts'
import { CHANGES_CHANNEL } from './notify.ts'

const FLUSH_MS = 100
const FLUSH_BYTES = 64 * 1024

export type LogTarget = { tenantId: string; subjectId: string; channel: string; attempt: number }

export type LogWriter = {
  /** Adds one line. Lines of the same writer keep their order. */
  line(text: string): void
  /** Writes what is left. Call before the change that ends the stage or run. */
  close(): Promise<void>
}

/**
 * Adds a chunk, one at a time for each subject: were two written at once, the one with the lower `seq` could become
 * visible after the other, and whoever follows would never see it. One statement, so one trip.
 */
async function appendChunk(target: LogTarget, text: string): Promise<void> {
  const { tenantId, subjectId, channel, attempt } = target
  await unsafeDb.$queryRaw`
    with turn as materialized (select pg_advisory_xact_lock(hashtextextended(${subjectId}, 7))),
    kept as (
      insert into "LogChunk" ("tenantId", "subjectId", "logClass", channel, attempt, text)
      select ${tenantId}, ${subjectId}, coalesce(
        (select "runnerClass"::text from "Run" where "tenantId" = ${tenantId} and id = ${subjectId}),
        case when starts_with(${subjectId}, 'ins_') then 'instance' else 'deployment' end
      )::"LogClass", ${channel}, ${attempt}::int, ${text} from turn
      returning "subjectId")
    select pg_notify(${CHANGES_CHANNEL}, "subjectId")::text from kept`
}

/** Writes the log lines of one attempt, a batch at a time, and tells those who watch. */
export function openLog(target: LogTarget): LogWriter {
  let buffer: string[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const masked = byShape.stream()

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (!buffer.length) return
    const text = buffer.join('\n')
    buffer = []
    bytes = 0
    writing = writing.then(() => appendChunk(target, text))
    // Reported by close(); without this a failed write between two lines would end the process.
    writing.catch(() => undefined)
  }

  return {
    line(text) {
      // Postgres text holds no NUL.
      const clean = masked(text).replaceAll('\u0000', '\u2400')
      buffer.push(clean)
      bytes += clean.length
      if (bytes > FLUSH_BYTES) flush()
      else timer ??= setTimeout(flush, FLUSH_MS)
    },
    async close() {
      flush()
      await writing
    },
  }
}
