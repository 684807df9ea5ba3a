import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { leaseRuns } from '../agents/lease-runs.ts'
import { leaseInput } from '../agents/schema.ts'
import { enrolTestAgent } from '../agents/testing/signed-agent.ts'
import { systemActor } from '../auth/actor.ts'
import { fixedClock } from '../clock.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { normalisedTrigger } from '../manifests/trigger-words.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { getRun } from '../runs/queries.ts'
import { startRun } from '../runs/start-run.ts'
import { startRunFromWebhook } from '../runs/start-run-from-webhook.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'

import { executeRun } from '../runs/testing/execute-run.ts'

import { signWebhook } from '../runs/webhook-signature.ts'
import { fetchSecret } from '../secrets/fetch-secret.ts'
import { syncTriggers } from '../triggers/sync-triggers.ts'
import { tickSchedules } from '../triggers/tick-schedules.ts'
import { revokeException } from './revoke-exception.ts'
import { endAt, grantException, liveOn } from './testing/granted.ts'

let tenant: TestTenant
let spec: RunnerSpec
let exceptionId: string

beforeAll(async () => {
  tenant = await makeTenant()
})
afterAll(stopTargets)

/** A runner that its deployment brought in by an exception, which is in force. */
beforeEach(async () => {
  spec = await activeRunner(tenant)
  const { manifestId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: spec.runnerId } })
  exceptionId = await grantException(tenant, { rule: 'budget.monthly', manifestId, class: undefined as never })
  await liveOn(tenant, spec.runnerId, exceptionId)
})

const end = (at = new Date()) => endAt(tenant.id, exceptionId, at)
const start = () => startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'manual' })
const denied = { code: 'policy_denied', message: expect.stringContaining('is no longer in force') }

test('while it is in force runs go through, and their evidence names it', async () => {
  const { id } = await start()
  await executeRun(tenant.id, id)
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'succeeded' })
  const rows = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id, kind: 'run.finished' } })
  expect(Buffer.from(rows[0]?.payload ?? []).toString()).toContain(`"exceptions":["${exceptionId}"]`)
})

test.each<[string, () => Promise<void>]>([
  ['expired, and nobody has written it down', () => end()],
  ['revoked', () => revokeException(tenant.approver, { id: exceptionId, reason: 'Not justified any more.' })],
])('asked for by a person or the API it is denied: %s', async (_name, ending) => {
  await ending()
  await expect(start()).rejects.toMatchObject(denied)
})

test('by a webhook it is denied', async () => {
  const worker = systemActor(tenant, 'worker')
  const [made] = await transaction((tx) => syncTriggers(tx, worker, spec.runnerId, [{ kind: 'webhook' }]))
  const triggerId = made?.triggerId ?? ''
  const secret = await fetchSecret(worker, `webhooks/${triggerId}`)
  const clock = fixedClock(new Date())
  const deliver = (delivery: string) => {
    const signature = signWebhook(secret, Math.floor(clock.now().getTime() / 1000), delivery, '{}')
    return startRunFromWebhook({ triggerId, delivery, body: '{}', signature }, clock)
  }
  expect(await deliver('d-1')).toMatchObject({ created: true })
  await end()
  await expect(deliver('d-2')).rejects.toMatchObject(denied)
})

test('by a schedule it is denied, and the denial is on record', async () => {
  const worker = systemActor(tenant, 'worker')
  const schedule = normalisedTrigger.parse({ kind: 'schedule', cron: '0 * * * *', timezone: 'UTC' })
  const [made] = await transaction((tx) => syncTriggers(tx, worker, spec.runnerId, [schedule]))
  await unsafeDb.trigger.updateMany({
    where: { id: made?.triggerId ?? '' },
    data: { nextAt: new Date(Date.now() - 1) },
  })
  await end()
  await tickSchedules()
  const run = await db.run.findFirst({ where: { tenantId: tenant.id, runnerId: spec.runnerId, origin: 'schedule' } })
  expect(run).toMatchObject({ status: 'denied', reason: denied.message })
})

test('a run that waited for the worker is denied when it would begin', async () => {
  const { id } = await start()
  await end()
  await executeRun(tenant.id, id)
  const run = await getRun(tenant.engineer, id)
  expect(run).toMatchObject({ status: 'denied', cause: 'denied', reason: denied.message })
})

test('an agent is given no run of it, and one that it holds says until when it may begin', async () => {
  const profile = 'on_premise_agent' as const
  await unsafeDb.runner.updateMany({
    where: { id: spec.runnerId },
    data: { profile, spec: { ...spec, profile } as object },
  })
  const row = { tenantId: tenant.id, runnerClass: 'serverless', size: 'small', networkProfile: profile } as const
  await unsafeDb.matrixCell.createMany({ data: row, skipDuplicates: true })
  const agent = (await enrolTestAgent(tenant, spec.environment, {})).actor()
  const lease = async () =>
    leaseRuns(await agent, leaseInput.parse({ max: 1, waitMs: 0 }), new AbortController().signal)
  await start()
  const { id } = await start()
  const soon = new Date(Date.now() + 60_000)
  await end(soon)
  expect((await lease()).runs).toMatchObject([{ beginBefore: soon }])
  await end()
  expect((await lease()).runs).toEqual([])
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'denied', cause: 'denied', reason: denied.message })
})

test('across the very instant of its end no run is let in at or past it', async () => {
  const began = Date.now()
  await start()
  // As far ahead as a few of them take here, so that some come before it on any machine.
  const instant = new Date(Date.now() + 500 + 4 * (Date.now() - began))
  await end(instant)
  const outcomes: ('in' | 'denied')[] = []
  const refused = () => outcomes.filter((one) => one === 'denied').length
  // Several at once, without a pause, from before the instant until some have come after it.
  const ask = async () => {
    while (Date.now() <= instant.getTime() || refused() < 8) {
      const outcome = await start().then(
        () => 'in' as const,
        (error: { code?: string }) => {
          if (error.code !== 'policy_denied') throw error
          return 'denied' as const
        },
      )
      outcomes.push(outcome)
    }
  }
  await Promise.all([ask(), ask(), ask(), ask()])
  expect(new Set(outcomes)).toEqual(new Set(['in', 'denied']))
  const runs = await db.run.findMany({
    where: { tenantId: tenant.id, runnerId: spec.runnerId },
    select: { status: true, decisionId: true },
  })
  const decisions = await db.policyDecision.findMany({
    where: { tenantId: tenant.id, id: { in: runs.flatMap(({ decisionId }) => decisionId ?? []) } },
    select: { allowed: true, at: true },
  })
  expect(decisions.length).toBe(runs.length)
  for (const { allowed, at } of decisions) if (allowed) expect(at.getTime()).toBeLessThan(instant.getTime())
})
