import { transaction } from '../db/client.ts'
import type { Run } from '../db/generated/client.ts'
import { notifyChange } from '../live/notify.ts'
import type { RunProgress } from '../provisioning/target.ts'

/** People see it move; the database is not asked more often than that. */
const WRITE_EVERY_MS = 400

export type ProgressWriter = {
  /** The newest one counts; those between two writes are left out. */
  tell(progress: RunProgress): void
  /** Writes what is left. Call before the change that ends the run. */
  close(): Promise<void>
}

/** Keeps where a run stands in its row and tells those who watch, as long as the attempt holds the run. */
export function openProgress({ tenantId, id, attempt }: Pick<Run, 'tenantId' | 'id' | 'attempt'>): ProgressWriter {
  let newest: RunProgress | undefined
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const progress = newest
    newest = undefined
    if (!progress) return
    writing = writing.then(() =>
      transaction(async (tx) => {
        const { count } = await tx.run.updateMany({
          where: { tenantId, id, status: 'running', attempt },
          data: { progress },
        })
        if (count) await notifyChange(tx, id)
      }),
    )
    // Reported by close(); without this a failed write in between would end the process.
    writing.catch(() => undefined)
  }

  return {
    tell(progress) {
      newest = progress
      timer ??= setTimeout(flush, WRITE_EVERY_MS)
    },
    async close() {
      flush()
      await writing
    },
  }
}
