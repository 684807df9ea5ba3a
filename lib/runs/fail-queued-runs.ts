import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { finishedEvent, type Judged, judgedBy } from './finished-event.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import type { RunCause } from './run-words.ts'
import { giveUpRun } from './transitions.ts'

type Failing = { run: Run; runner: Runner; cause: RunCause; reason: string }

/** Ends queued runs as failed, with their evidence and what follows. Returns the ids of those that still were queued. */
export async function failQueuedRuns(tx: Tx, actor: Actor, failing: readonly Failing[]): Promise<string[]> {
  const given: Failing[] = []
  for (const one of failing) {
    if (await giveUpRun(tx, { tenantId: actor.tenantId, id: one.run.id }, one)) given.push(one)
  }
  if (!given.length) return []
  const judged = await judgedBy(tx, actor.tenantId, given)
  await appendEvidences(
    tx,
    given.map((one) => {
      const end = { status: 'failed' as const, cause: one.cause, reason: one.reason }
      return finishedEvent(actor, one, { end, judged: judged.get(one.run.id) as Judged })
    }),
  )
  await onRunsEnded(
    tx,
    actor,
    given.map(({ run, runner, cause, reason }) => {
      return { run, runner, spec: runner.spec as RunnerSpec, status: 'failed', cause, reason }
    }),
  )
  return given.map(({ run }) => run.id)
}
