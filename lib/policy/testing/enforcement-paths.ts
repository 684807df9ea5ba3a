import { systemActor } from '#lib/auth/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { db, transaction, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { BareCountError } from '#lib/errors.ts'
import { recheckArtifact } from '#lib/findings/recheck-artifact.ts'
import { newId } from '#lib/ids.ts'
import type { NormalisedTrigger } from '#lib/manifests/schema.ts'
import { validateDraft } from '#lib/manifests/validate-draft.ts'
import { deployGate } from '#lib/provisioning/deploy-gate.ts'
import { runStage } from '#lib/provisioning/run-stage.ts'
import type { RunOrigin } from '#lib/runs/run-words.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { startRunFromWebhook } from '#lib/runs/start-run-from-webhook.ts'
import { signWebhook } from '#lib/runs/webhook-signature.ts'
import { fetchSecret } from '#lib/secrets/fetch-secret.ts'
import { syncTriggers } from '#lib/triggers/sync-triggers.ts'
import { tickSchedules } from '#lib/triggers/tick-schedules.ts'
import { publish } from '#lib/triggers/topics/publish.ts'
import { readTopics } from '#lib/triggers/topics/read-topics.ts'
import { startDownstream } from '#lib/triggers/upstream/start-downstream.ts'
import type { PolicyGateName } from '../policy-words.ts'
import { replayDecision } from '../replay-decision.ts'
import { type PolicyFinding, policyFindingSchema } from '../schema.ts'
import { type EnforcementWorld, stageContext } from './enforcement-world.ts'

export type Said = Pick<PolicyFinding, 'id' | 'level' | 'reason' | 'remedy'>

export type EnforcementPath = {
  gate: PolicyGateName
  /** Asks only rules whose id begins so. */
  only?: string
  ask(world: EnforcementWorld): Promise<Said[]>
}

/** Every way to a gate. Server actions, the API and the command all call these same verbs. */
export const enforcementPaths: Record<string, EnforcementPath> = {
  'a draft, in the form, by the API and by the command': {
    gate: 'pre_deploy',
    async ask({ tenant, text, environment }) {
      const answer = await validateDraft(tenant.engineer, { text, environment: environment.name })
      return blocking(answer.policy?.findings ?? [])
    },
  },
  'a deployment’s first stage, whoever asked for it': {
    gate: 'pre_deploy',
    async ask({ tenant, deploymentId }) {
      const tenantId = tenant.id
      const { round } = await unsafeDb.deployment.findFirstOrThrow({ where: { tenantId, id: deploymentId } })
      await runStage({ tenantId, deploymentId, round }, 'validate')
      const stage = await db.stage.findFirst({ where: { tenantId, deploymentId, name: 'validate' } })
      const said = await decided(tenantId, deploymentId)
      if (stage?.errorCode !== 'policy_denied')
        throw new Error(`it was not denied but ${stage?.status}: ${stage?.reason}`)
      if (said[0] && !stage.reason?.startsWith(said[0].reason)) throw new Error(`it says ${stage.reason}`)
      return said
    },
  },
  'the gate before anything is applied': {
    gate: 'deploy',
    async ask(world) {
      const refusal = await refusalOf(deployGate(await stageContext(world)))
      // It asks the first gate again too, and what that denies is denied there.
      const said = await decided(world.tenant.id, world.deploymentId)
      return agreeing(said, refusal)
    },
  },
  'the nightly look at what runs': {
    gate: 'deploy',
    only: 'artifact.',
    async ask({ tenant, artifactDigest, runnerId }) {
      await recheckArtifact(systemActor(tenant, 'worker'), artifactDigest, 'It is night.')
      const verdict = await unsafeDb.runnerVerdict.findFirst({ where: { tenantId: tenant.id, runnerId } })
      return blocking(policyFindingSchema.array().parse(verdict?.findings ?? []))
    },
  },
  'a run asked for in the browser, by the API or by the command': {
    gate: 'run',
    async ask({ tenant, runnerId }) {
      const refusal = await refusalOf(startRun(tenant.engineer, { runnerId, origin: 'api' }))
      return agreeing(await decidedRun(tenant.id, runnerId, 'api'), refusal)
    },
  },
  'a run of a schedule': {
    gate: 'run',
    async ask({ tenant, runnerId }) {
      const id = newId('trigger')
      const now = new Date('2026-11-24T03:00:00Z')
      const due = { kind: 'schedule', cron: '0 3 * * *', timezone: 'UTC', nextAt: now } as const
      const { environmentId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
      await db.trigger.create({ data: { tenantId: tenant.id, id, runnerId, environmentId, ...due } })
      await tickSchedules(fixedClock(now))
      return decidedRun(tenant.id, runnerId, 'schedule')
    },
  },
  'a run of a webhook': {
    gate: 'run',
    async ask({ tenant, runnerId }) {
      const worker = systemActor(tenant, 'worker')
      const [made] = await transaction((tx) => syncTriggers(tx, worker, runnerId, [{ kind: 'webhook' }]))
      const triggerId = made?.triggerId ?? ''
      const clock = fixedClock(new Date())
      const secret = await fetchSecret(worker, `webhooks/${triggerId}`)
      const signature = signWebhook(secret, Math.floor(clock.now().getTime() / 1000), 'd-1', '{}')
      const refusal = await refusalOf(startRunFromWebhook({ triggerId, delivery: 'd-1', body: '{}', signature }, clock))
      return agreeing(await decidedRun(tenant.id, runnerId, 'webhook'), refusal)
    },
  },
  'a run of a message': {
    gate: 'run',
    async ask({ tenant, runnerId }) {
      const name = `t-${newId('topic').slice(-10).toLowerCase()}`
      await armOnly(tenant, runnerId, { kind: 'topic', name })
      const topic = await db.topic.findFirst({ where: { tenantId: tenant.id, name } })
      await publish(tenant.engineer, topic?.id ?? '', { messages: [{ payload: 1 }] })
      await readTopics()
      return decidedRun(tenant.id, runnerId, 'topic')
    },
  },
  'a run after another pipeline’s': {
    gate: 'run',
    async ask({ tenant, runnerId }) {
      const tenantId = tenant.id
      const triggerId = await armOnly(tenant, runnerId, { kind: 'upstream', pipeline: 'some/other' })
      const upstream = await db.run.findFirst({ where: { tenantId, runnerId } })
      await db.upstreamSuccess.create({ data: { tenantId, triggerId, runId: upstream?.id ?? '' } })
      await startDownstream()
      return decidedRun(tenantId, runnerId, 'upstream')
    },
  },
}

/** Gives the runner this one trigger. */
async function armOnly(tenant: TestTenant, runnerId: string, trigger: NormalisedTrigger): Promise<string> {
  const [made] = await transaction((tx) => syncTriggers(tx, systemActor(tenant, 'worker'), runnerId, [trigger]))
  return made?.triggerId ?? ''
}

/** What blocks, as a person is told. */
function blocking(findings: readonly PolicyFinding[]): Said[] {
  return findings
    .filter(({ level }) => level !== 'advisory')
    .map(({ id, level, reason, remedy }) => ({ id, level, reason, remedy }))
}

/** The decision kept about a subject, once asking it again has given the very same. */
async function decided(tenantId: string, subjectId: string): Promise<Said[]> {
  const row = await db.policyDecision.findFirst({ where: { tenantId, subjectId }, orderBy: { id: 'desc' } })
  if (!row) throw new Error(`nothing was decided about ${subjectId}`)
  const actor = systemActor({ id: tenantId, slug: 'replayed' }, 'worker')
  const { same } = await replayDecision(actor, row.id)
  if (!same) throw new Error('asked again, the decision comes out otherwise')
  return blocking(policyFindingSchema.array().parse(row.findings))
}

async function decidedRun(tenantId: string, runnerId: string, origin: RunOrigin): Promise<Said[]> {
  const run = await db.run.findFirst({ where: { tenantId, runnerId, origin }, orderBy: { id: 'desc' } })
  if (run?.status !== 'denied') throw new Error(`the run is ${run?.status}`)
  return decided(tenantId, run.id)
}

async function refusalOf(asked: Promise<unknown>): Promise<BareCountError> {
  const error = await asked.then(
    () => new Error('it was let through'),
    (refused: unknown) => refused,
  )
  if (!(error instanceof BareCountError) || error.code !== 'policy_denied') throw error
  return error
}

/** What was kept, once it is also what the caller was told. */
function agreeing(said: Said[], { faults }: BareCountError): Said[] {
  const told = faults.map(({ message }) => message)
  if (said.map(({ reason }) => reason).join('\n') !== told.join('\n')) throw new Error(`it was told ${told.join(' ')}`)
  return said
}
