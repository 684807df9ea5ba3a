import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import type { BareCountError } from '../errors.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { failQueuedRuns } from './fail-queued-runs.ts'
import type { RunGate } from './gate-run.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import { denyAll } from './transitions.ts'

type Denied = RunGate & { refusal: BareCountError }

/**
 * Ends queued runs that the gate does not let begin. One that has not been tried is denied, which is no failure of the
 * job, and may be asked for again; one that failed and only waited for another try has failed, and says why both.
 */
export async function denyRuns(
  tx: Tx,
  actor: Actor,
  runner: Runner,
  runs: readonly Run[],
  { refusal, decisionId, policyVersion }: Denied,
): Promise<void> {
  const { tenantId } = actor
  const untried = runs.filter(({ failures }) => failures === 0)
  const reason = refusal.message
  const ids = new Set(
    await denyAll(
      tx,
      tenantId,
      untried.map(({ id }) => id),
      { reason, decisionId },
    ),
  )
  const denied = untried.filter(({ id }) => ids.has(id))
  const about = { runnerId: runner.id, environmentId: runner.environmentId, manifestId: runner.manifestId }
  await appendEvidences(
    tx,
    denied.map(({ id: runId, token, origin }) => {
      const facts = { runner: runner.name, token, origin, reason, policyVersion, decisionId }
      return { kind: 'run.denied' as const, result: 'denied' as const, actor, runId, ...about, ...facts }
    }),
  )
  const spec = runner.spec as RunnerSpec
  await onRunsEnded(
    tx,
    actor,
    denied.map((run) => ({ run, runner, spec, status: 'denied', cause: 'denied', reason })),
  )
  await failQueuedRuns(
    tx,
    actor,
    runs
      .filter(({ failures }) => failures > 0)
      .map((run) => {
        const why = `${run.reason ?? 'It failed.'} Its next attempt was denied: ${reason}`
        return { run, runner, cause: run.cause ?? ('platform' as const), reason: why }
      }),
  )
}
