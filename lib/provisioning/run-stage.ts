import { systemActor } from '../auth/actor.ts'
import { db, type Tx, transaction, unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { openLog } from '../live/log-writer.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { lockDeployment } from './lock-deployment.ts'
import { sayFailure } from './say-failure.ts'
import type { StageContext, StageHandler, StageResult } from './stage-handler.ts'
import type { StageName } from './stage-names.ts'
import { stageHandlers } from './stages/handlers.ts'
import { beginDeployment, claimStage, endDeployment, type Round, settleStage, subjectOf } from './transitions.ts'

const CANCEL_POLL_MS = 300

export type StageOutcome = 'succeeded' | 'stopped'

/**
 * Runs one stage of a deployment, as the worker. Returns `succeeded` when the next one may run, `stopped` when it
 * failed, waits, was cancelled or belongs to an earlier round. Throws only what is worth trying again: failures that
 * are neither the user's nor a verdict.
 */
export async function runStage(ref: Round, name: StageName): Promise<StageOutcome> {
  const claim = await transaction(async (tx) => {
    const done = await tx.stage.findFirst({
      where: { tenantId: ref.tenantId, deploymentId: ref.deploymentId, name, status: 'succeeded' },
      select: { name: true },
    })
    if (done) return 'succeeded' as const
    if (!(await beginDeployment(tx, ref))) return 'stopped' as const
    return (await claimStage(tx, ref, name)) ?? ('stopped' as const)
  })
  if (typeof claim === 'string') return claim
  return attemptStage(ref, name, claim)
}

async function attemptStage(ref: Round, name: StageName, attempt: number): Promise<StageOutcome> {
  const { tenantId, deploymentId } = ref
  const facts = await loadFacts(tenantId, deploymentId)
  const log = openLog({ tenantId, subjectId: deploymentId, channel: name, attempt })
  const cancel = watchForCancel(tenantId, deploymentId)
  const context: StageContext = {
    ...facts,
    attempt,
    signal: cancel.signal,
    log: (line) => log.line(line),
    outputOf: async (stage) => {
      const row = await db.stage.findFirst({ where: { tenantId, deploymentId, name: stage }, select: { output: true } })
      return (row?.output ?? {}) as Record<string, unknown>
    },
  }
  try {
    if (facts.deployment.cancelRequestedAt) throw new CancelledByPerson()
    const handler: StageHandler = stageHandlers[name]
    const result = await handler(context)
    cancel.signal.throwIfAborted()
    await log.close()
    return await transaction((tx) => settle(tx, context, name, result))
  } catch (error) {
    const failure = cancel.signal.aborted ? new CancelledByPerson() : error
    if (!(failure instanceof BareCountError) && !(failure instanceof CancelledByPerson)) throw error
    for (const line of failure instanceof BareCountError ? sayFailure(failure) : ['Cancelled.']) log.line(line)
    await log.close()
    await transaction((tx) => fail(tx, context, name, failure))
    return 'stopped'
  } finally {
    cancel.stop()
  }
}

/** What is known of a deployment when a stage ends. */
type Facts = Omit<StageContext, 'signal' | 'log' | 'outputOf'>

/** Not a failure of anything: somebody pressed Cancel. */
class CancelledByPerson extends Error {}

async function settle(tx: Tx, context: Facts, name: StageName, result: StageResult): Promise<StageOutcome> {
  const { tenantId, id: deploymentId } = context.deployment
  const mine = { tenantId, deploymentId, name, attempt: context.attempt }
  // A quick stage ends before anybody looked: what was asked meanwhile counts from here on.
  const asked = { tenantId, id: deploymentId, cancelRequestedAt: { not: null } }
  if (await tx.deployment.findFirst({ where: asked, select: { id: true } })) throw new CancelledByPerson()
  await lockDeployment(tx, mine)
  const status = result.waiting ? 'waiting' : 'succeeded'
  const settled = await settleStage(tx, mine, { status, reason: result.waiting?.reason, output: result.output })
  // Another attempt took over, or the deployment was cancelled: that one's word counts, this one's work is dropped.
  if (!settled) return 'stopped'
  if (result.waiting) {
    const status = result.waiting.for === 'people' ? ('waiting_approval' as const) : ('scheduled' as const)
    await tx.deployment.updateMany({
      where: { tenantId, id: deploymentId, status: 'running' },
      data: { status, reason: result.waiting.reason, waitingUntil: result.waiting.until },
    })
  }
  // After the status, so that what let it go on meanwhile finds it waiting.
  await result.commit?.(tx)
  if (result.waiting) return 'stopped'
  await appendEvidence(tx, {
    kind: 'stage.finished',
    actor: context.actor,
    manifestId: context.manifest.id,
    environmentId: context.environment.id,
    deploymentId,
    result: 'succeeded',
    stage: name,
    attempt: context.attempt,
    output: result.output,
  })
  return 'succeeded'
}

async function fail(tx: Tx, context: Facts, name: StageName, failure: Error): Promise<void> {
  const { tenantId, id: deploymentId } = context.deployment
  const cancelled = failure instanceof CancelledByPerson
  const reason = cancelled ? 'Cancelled while this stage ran.' : failure.message
  const { code, remedy } = failure instanceof BareCountError ? failure : {}
  const status = cancelled ? ('cancelled' as const) : ('failed' as const)
  const end = { status, reason, errorCode: code, remedy }
  await lockDeployment(tx, { tenantId, deploymentId })
  if (!(await settleStage(tx, { tenantId, deploymentId, name, attempt: context.attempt }, end))) return
  await appendEvidence(tx, {
    kind: 'stage.finished',
    actor: context.actor,
    manifestId: context.manifest.id,
    environmentId: context.environment.id,
    deploymentId,
    result: cancelled ? 'info' : 'failed',
    stage: name,
    attempt: context.attempt,
    reason,
    code,
  })
  await endDeployment(tx, context.actor, subjectOfFacts(context), cancelled ? 'cancelled' : 'failed', reason)
}

/** The last word when a stage kept failing for no fault of the user's. */
export async function failUnexpectedly(ref: Round, name: StageName, error: unknown): Promise<void> {
  const facts = await loadFacts(ref.tenantId, ref.deploymentId)
  const row = await db.stage.findFirst({
    where: { tenantId: ref.tenantId, deploymentId: ref.deploymentId, name },
    select: { attempt: true },
  })
  const message = error instanceof Error ? error.message : String(error)
  const failure = new BareCountError('internal', `The platform could not finish this stage: ${message}`)
  await transaction((tx) => fail(tx, { ...facts, attempt: row?.attempt ?? 0 }, name, failure))
}

/** queued after its last stage → succeeded. */
export async function finishDeployment(ref: Round): Promise<void> {
  const facts = await loadFacts(ref.tenantId, ref.deploymentId)
  await transaction((tx) =>
    endDeployment(tx, facts.actor, subjectOfFacts(facts), 'succeeded', 'The runner takes work.'),
  )
}

function subjectOfFacts({ deployment, manifest, version, environment }: Omit<Facts, 'attempt'>) {
  const { id } = deployment
  const named = { manifest, manifestVersion: version, environment }
  return subjectOf({ id, manifestId: manifest.id, environmentId: environment.id, ...named })
}

async function loadFacts(tenantId: string, deploymentId: string) {
  const row = await db.deployment.findFirst({
    where: { tenantId, id: deploymentId },
    include: { manifest: true, manifestVersion: true, environment: true },
  })
  // The worker acts for whichever tenant the row belongs to.
  const tenant = await unsafeDb.tenant.findUnique({ where: { id: tenantId } })
  if (!row || !tenant) throw new BareCountError('not_found', `There is no deployment ${deploymentId}.`)
  const { manifest, manifestVersion, environment, ...deployment } = row
  return {
    actor: systemActor(tenant, 'worker'),
    deployment,
    manifest,
    version: manifestVersion,
    declared: normalisedManifestSchema.parse(manifestVersion.normalised),
    environment,
  }
}

function watchForCancel(tenantId: string, deploymentId: string): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const timer = setInterval(async () => {
    const row = await db.deployment
      .findFirst({ where: { tenantId, id: deploymentId }, select: { cancelRequestedAt: true, status: true } })
      .catch(() => null) // the database is away for a moment; the next look will tell
    if (row && (row.cancelRequestedAt || row.status !== 'running')) controller.abort()
  }, CANCEL_POLL_MS)
  return { signal: controller.signal, stop: () => clearInterval(timer) }
}
