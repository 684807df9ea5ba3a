import { openLog } from '../../live/log-writer.ts'

/** What one instance may write into the database over its life. What runs log is counted apart, with the runs. */
const MAX_BYTES = 512 * 1024

export type InstanceLog = { line(text: string): void; close(): Promise<void> }

/** Keeps what an instance writes, up to a limit; then says so once and drops the rest. */
export function openInstanceLog(ref: { tenantId: string; id: string }): InstanceLog {
  const writer = openLog({ tenantId: ref.tenantId, subjectId: ref.id, channel: 'instance', attempt: 1 })
  let left = MAX_BYTES
  return {
    line(text) {
      if (left < 0) return
      left -= Buffer.byteLength(text) + 1
      writer.line(left < 0 ? `The log is full at ${MAX_BYTES / 1024} KiB; the rest is dropped.` : text)
    },
    close: () => writer.close(),
  }
}
