import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { digestOf } from '../digest.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { tellRunFailed } from './tell-run-failed.ts'

type Finish = {
  status: 'succeeded' | 'failed' | 'cancelled'
  cause?: string | undefined
  reason?: string | undefined
  costMicros?: bigint | null
  policyVersion?: number | undefined
  /** Exceptions that its runner lives on. */
  exceptions?: readonly string[] | undefined
  /** What was measured, when it got as far as running. */
  measured?: InvocationResult | undefined
}

type Finished = Pick<
  Run,
  'id' | 'tenantId' | 'origin' | 'token' | 'attempt' | 'artifactDigest' | 'inputDigest' | 'traceId' | 'decisionId'
>

/** Writes the evidence of a run's end, and tells people of a failure that is news, in the transaction that ends it. */
export async function recordRunFinished(
  tx: Tx,
  actor: Actor,
  run: Finished,
  runner: Runner,
  { measured, costMicros, policyVersion, exceptions, ...finish }: Finish,
): Promise<void> {
  const spec = runner.spec as Partial<RunnerSpec>
  await appendEvidence(tx, {
    kind: 'run.finished',
    actor,
    result: finish.status === 'cancelled' ? 'info' : finish.status,
    runId: run.id,
    runnerId: runner.id,
    manifestId: runner.manifestId,
    environmentId: runner.environmentId,
    subjectDigests: [{ name: runner.name, sha256: run.artifactDigest }],
    runner: runner.name,
    token: run.token,
    ...finish,
    attempt: run.attempt,
    artifactDigest: run.artifactDigest,
    class: runner.runnerClass,
    size: runner.size,
    profile: runner.profile,
    inputDigest: run.inputDigest,
    traceId: run.traceId,
    decisionId: run.decisionId ?? undefined,
    policyVersion,
    exceptions,
    secrets: spec.secrets,
    costMicros: costMicros == null ? undefined : Number(costMicros),
    ...(measured ? measures(measured) : {}),
  })
  await tellRunFailed(tx, run, runner, finish)
}

function measures(measured: InvocationResult) {
  const { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, metrics, result } = measured
  const resultDigest = result === undefined ? undefined : digestOf(result)
  return { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, metrics, resultDigest }
}
