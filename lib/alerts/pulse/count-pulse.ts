import type { Actor } from '../../auth/actor.ts'
import type { Tx } from '../../db/client.ts'
import type { EndedRun } from '../../runs/on-runs-ended.ts'
import { recordPulse } from './record-pulse.ts'

/** Counts what ended for error rates and the health page. Smoke tests are no work of the pipeline. */
export async function countPulse(tx: Tx, { tenantId }: Actor, ended: readonly EndedRun[]): Promise<void> {
  const ordinary = ended.filter(({ run }) => run.origin !== 'smoke_test')
  await recordPulse(
    tx,
    ordinary.map(({ runner, status }) => {
      const { id: runnerId, runnerClass, environmentId } = runner
      return { tenantId, runnerId, runnerClass, environmentId, status }
    }),
  )
}
