import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { digestOf } from '../digest.ts'
import type { EventOf } from '../evidence/events.ts'
import type { InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { aboutRun } from './about-run.ts'
import type { AttemptEnd } from './end-of.ts'

/** The policy version that let it in, and the exceptions its runner lives on. */
export type Judged = { policyVersion?: number | undefined; exceptions?: string[] | undefined }

type Subject = { run: Run; runner: Runner }
type End = Pick<AttemptEnd, 'status' | 'cause' | 'reason'> &
  Partial<Pick<AttemptEnd, 'costMicros'>> & { holder?: string }

/** By what each of these runs was let in, by run; one round trip for all of them. */
export async function judgedBy(tx: Tx, tenantId: string, subjects: readonly Subject[]): Promise<Map<string, Judged>> {
  const asked = subjects.map(({ run, runner }) => {
    return { id: run.id, decisionId: run.decisionId, deploymentId: runner.deploymentId }
  })
  const rows = await unsafeTx(tx).$queryRaw<{ id: string; version: number | null; exceptions: string[] }[]>`
    select x.id,
      (select "policyVersion" from "PolicyDecision" where "tenantId" = ${tenantId} and id = x."decisionId") as version,
      array(
        select "exceptionId" from "ExceptionUse"
        where "tenantId" = ${tenantId} and "deploymentId" = x."deploymentId" order by "exceptionId"
      ) as exceptions
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(id text, "decisionId" text, "deploymentId" text)`
  return new Map(
    rows.map(({ id, version, exceptions }) => [
      id,
      { policyVersion: version ?? undefined, exceptions: exceptions.length ? exceptions : undefined },
    ]),
  )
}

const aboutOf = ({ run, runner }: Subject) => ({
  ...aboutRun({ run, runner }),
  traceId: run.traceId,
  decisionId: run.decisionId ?? undefined,
})

/** The evidence of a run's end. Pure. */
export function finishedEvent(
  actor: Actor,
  subject: Subject,
  given: { end: End; measured?: InvocationResult | undefined; judged: Judged },
): EventOf<'run.finished'> {
  const { end, measured, judged } = given
  const { run, runner } = subject
  const { status, cause, reason, costMicros, holder } = end
  const spec = runner.spec as Partial<RunnerSpec>
  return {
    kind: 'run.finished',
    actor,
    result: status === 'cancelled' ? 'info' : status,
    ...aboutOf(subject),
    subjectDigests: [{ name: runner.name, sha256: run.artifactDigest }],
    status,
    cause: cause ?? undefined,
    reason: reason ?? undefined,
    artifactDigest: run.artifactDigest,
    class: runner.runnerClass,
    size: runner.size,
    profile: runner.profile,
    inputDigest: run.inputDigest,
    ...judged,
    secrets: spec.secrets,
    costMicros: costMicros ?? undefined,
    failures: run.failures || undefined,
    holder,
    startedAt: run.startedAt?.toISOString(),
    replayOfId: run.replayOfId ?? undefined,
    ...(measured ? measures(measured) : {}),
  }
}

/** The evidence of an attempt that failed and is followed by another. Pure. */
export function retryingEvent(
  actor: Actor,
  subject: Subject,
  { end, dueAt, judged }: { end: AttemptEnd; dueAt: Date; judged: Judged },
): EventOf<'run.retrying'> {
  const { cause, reason, durationMs, costMicros, logDigest } = end
  return {
    kind: 'run.retrying',
    actor,
    result: 'failed',
    ...aboutOf(subject),
    cause: cause ?? 'platform',
    reason: reason ?? undefined,
    dueAt: dueAt.toISOString(),
    durationMs: durationMs ?? undefined,
    costMicros: costMicros ?? undefined,
    logDigest: logDigest ?? undefined,
    policyVersion: judged.policyVersion,
  }
}

function measures(measured: InvocationResult) {
  const { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, metrics, result } = measured
  const resultDigest = result === undefined ? undefined : digestOf(result)
  return { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, metrics, resultDigest }
}
