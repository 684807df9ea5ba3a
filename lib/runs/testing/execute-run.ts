import { systemActorOf } from '#lib/auth/system-actor-of.ts'
import { db } from '#lib/db/client.ts'
import { attemptRun, beginSpans } from '../attempt-run.ts'
import { openCancelWatch } from '../dispatch/cancel-watch.ts'
import { claimInvoked } from '../dispatch/claim-invoked.ts'
import { openSettler } from '../dispatch/settler.ts'
import { handBackLost } from '../hand-back-lost.ts'

const workerId = 'worker-of-a-test'

/** Carries out the runs that wait with this one's runner, as a worker does; one that a dead worker left is taken over. */
export async function executeRun(tenantId: string, runId: string): Promise<void> {
  const { runnerId } = (await db.run.findFirst({ where: { tenantId, id: runId } })) ?? { runnerId: '' }
  await handBackLost(workerId)
  const actor = await systemActorOf(tenantId, 'worker')
  const stopped = new AbortController()
  const [cancels, settler] = [openCancelWatch(stopped.signal), openSettler(stopped.signal)]
  const attempts = await claimInvoked(actor, { runnerIds: [runnerId], places: 10, workerId })
  await Promise.all(
    attempts.map(async (attempt) => {
      const { run, runner, spec } = attempt
      const spans = beginSpans(attempt)
      const outcome = await attemptRun(actor, attempt, { signal: cancels.watch(run), spans })
      await settler.settle(actor, { run, runner, spec, outcome, spans: spans.kept() })
    }),
  )
  stopped.abort()
}
