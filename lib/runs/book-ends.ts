import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { moveDays } from './book-use.ts'
import type { EndedRun } from './on-runs-ended.ts'

/** Counts what ended into the day's figures. Smoke tests are no work of the pipeline. */
export async function bookEnds(tx: Tx, { tenantId }: Actor, ended: readonly EndedRun[]): Promise<void> {
  const at = new Date()
  const ordinary = ended.filter(({ run }) => run.origin !== 'smoke_test')
  await moveDays(
    tx,
    ordinary.map(({ runner, status }) => {
      const { id: runnerId, runnerClass, size, environmentId, pipeline } = runner
      const where = { tenantId, runnerId, runnerClass, size, environmentId, pipeline }
      return { ...where, at, ended: status, attempts: 0, use: { ms: 0, micros: 0 }, peakMemoryMib: 0 }
    }),
  )
}
