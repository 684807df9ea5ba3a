import { afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { getRun } from '../runs/queries.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { putSecret } from '../secrets/put-secret.ts'
import type { AgentActor } from './agent-actor.ts'
import { artifactForAgent } from './artifact-for-agent.ts'
import { expireLeases } from './expire-leases.ts'
import { hearHeartbeat } from './hear-heartbeat.ts'
import { leaseRuns } from './lease-runs.ts'
import { revokeAgent } from './revoke-agent.ts'
import { heartbeatInput, leaseInput } from './schema.ts'
import { takeOutput } from './take-output.ts'
import { enrolTestAgent } from './testing/signed-agent.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

const never = new AbortController().signal
const lease = async (agent: AgentActor, changes: Partial<typeof leaseInput._output> = {}) =>
  leaseRuns(agent, leaseInput.parse({ max: 10, waitMs: 0, ...changes }), never)
const beat = (agent: AgentActor, changes: object) =>
  hearHeartbeat(agent, heartbeatInput.parse({ running: [], ready: true, ...changes }))
const hours = (n: number) => fixedClock(new Date(Date.now() + n * 3600_000))

/** A runner whose runs are pulled, with an environment of its tenant's alone to look for work in. */
async function onPremise(
  changes: Partial<Parameters<typeof activeRunner>[2]> = {},
  owner = tenant,
): Promise<RunnerSpec> {
  const spec = await activeRunner(owner, undefined, changes)
  const profile = 'on_premise_agent' as const
  await unsafeDb.runner.updateMany({ where: { id: spec.runnerId }, data: { profile, spec: { ...spec, profile } } })
  const row = {
    tenantId: owner.id,
    runnerClass: 'serverless' as const,
    size: 'small' as const,
    networkProfile: profile,
  }
  await unsafeDb.matrixCell.createMany({ data: row, skipDuplicates: true })
  return { ...spec, profile }
}

const start = async (spec: RunnerSpec, count = 1) => {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const started = await startRun(tenant.engineer, { runnerId: spec.runnerId, input: { n }, origin: 'manual' })
    ids.push(started.id)
  }
  return ids
}

const fetchAgent = async (spec: RunnerSpec, changes: object = {}) =>
  (await enrolTestAgent(tenant, spec.environment, changes)).actor()

/** Whatever earlier tests left open in this tenant is not in the way of the next. */
afterEach(async () => {
  await unsafeDb.run.updateMany({ where: { status: { in: ['queued', 'running'] } }, data: { status: 'failed' } })
})

test('a run is leased once, with all it needs; no workflow is queued for it', async () => {
  await putSecret(tenant.admin, { path: 'orders/key', value: 's3cret' })
  const spec = await onPremise({ secrets: { API_KEY: 'orders/key' } })
  const [id = ''] = await start(spec)
  const workflows = await unsafeDb.$queryRaw`select 1 from information_schema.tables where table_schema = 'dbos'`
  if ((workflows as unknown[]).length) {
    expect(await unsafeDb.$queryRaw`select 1 from dbos.workflow_status where workflow_uuid = ${id}`).toEqual([])
  }
  const [one, two] = [await fetchAgent(spec), await fetchAgent(spec)]
  const given = await Promise.all([lease(one), lease(two)])
  const runs = given.flatMap((answer) => answer.runs)
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({
    ...{ id, attempt: 1, input: '{"n":0}', secrets: { API_KEY: 's3cret' } },
    artifact: { digest: spec.artifactDigest, kind: 'function_zip', bundles: [expect.anything()] },
  })
  expect(JSON.stringify(await db.run.findFirst({ where: { tenantId: tenant.id, id } }))).not.toContain('s3cret')
})

test('an agent that waits is given work the moment there is some', async () => {
  const spec = await onPremise()
  const agent = await fetchAgent(spec)
  const waiting = lease(agent, { waitMs: 20_000 })
  const [id] = await start(spec)
  expect((await waiting).runs.map((run) => run.id)).toEqual([id])
})

test('no more runs are carried out at once than the runner may have, however many an agent holds', async () => {
  const spec = await onPremise({ concurrency: 3 })
  await start(spec, 12)
  const [slow, fast] = [await fetchAgent(spec, { capacity: 2 }), await fetchAgent(spec, { capacity: 5 })]
  expect((await lease(slow, { max: 6 })).runs).toHaveLength(6)
  expect((await lease(fast)).runs).toHaveLength(1)
  expect((await lease(fast)).runs).toHaveLength(0)
})

test('an agent is given only what it can run, of its own environment and tenant', async () => {
  const spec = await onPremise()
  await start(spec)
  const other = await makeTenant()
  const agents = [
    await fetchAgent(spec, { classes: ['container'] }),
    await fetchAgent(spec, { digest: `sha256:${'b'.repeat(64)}` }),
    await (await enrolTestAgent(other, spec.environment)).actor(),
  ]
  for (const agent of agents) expect((await lease(agent)).runs).toEqual([])
})

test('what an agent does not hold it can neither read, write nor keep', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const stranger = await fetchAgent(spec)
  const file = { runId: id, attempt: 1, path: 'x.txt', body: null }
  await expect(takeOutput(stranger, file)).rejects.toMatchObject({ code: 'stale_attempt' })
  await expect(artifactForAgent(stranger, spec.artifactDigest)).rejects.toMatchObject({ code: 'not_found' })
  expect(await beat(stranger, { running: [{ id, attempt: 1 }] })).toMatchObject({ lost: [id] })
  await lease(stranger)
  const outside = { ...file, path: '../../x.txt' }
  await expect(takeOutput(stranger, outside)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a lapsed lease goes back and is taken over as the next attempt; the first agent has lost it', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const [first, second] = [await fetchAgent(spec), await fetchAgent(spec)]
  await lease(first)
  await expireLeases()
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'running', attempt: 1 })
  await expireLeases(hours(1))
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'queued', attempt: 1 })
  await expect.poll(async () => (await lease(second)).runs, { timeout: 15_000 }).toMatchObject([{ id, attempt: 2 }])
  expect(await beat(first, { running: [{ id, attempt: 1 }] })).toMatchObject({ lost: [id] })
  const kinds = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id }, orderBy: { id: 'asc' } })
  expect(kinds.map((one) => one.kind)).toEqual([
    'run.requested',
    'run.started',
    'run.handed_back',
    'run.started',
    'run.taken_over',
  ])
})

test('an agent that is back before anybody took its run goes on with it', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const agent = await fetchAgent(spec)
  await lease(agent)
  await expireLeases(hours(1))
  expect(await beat(agent, { running: [{ id, attempt: 1 }] })).toMatchObject({ lost: [], cancel: [] })
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'running', attempt: 1 })
})

test('an agent that was started anew gives back what it held before, at once', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const agent = await fetchAgent(spec)
  await lease(agent)
  await beat(agent, { fresh: true })
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'queued' })
})

test('after its attempts a run is given up, but not before the last agent had its time to come back', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const agent = await fetchAgent(spec)
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect((await lease(agent)).runs).toMatchObject([{ id, attempt }])
    if (attempt < 3) await expireLeases(hours(1))
  }
  await expireLeases(fixedClock(new Date(Date.now() + 31_000)))
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'running' })
  await expireLeases(hours(1))
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'failed', cause: 'platform' })
})

test('a cancelled run reaches its agent, and ends without it when that is gone', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const agent = await fetchAgent(spec)
  await lease(agent)
  const waiting = lease(agent, { waitMs: 20_000, max: 0 })
  await cancelRun(tenant.engineer, id)
  expect((await waiting).cancel).toEqual([id])
  expect((await beat(agent, { running: [{ id, attempt: 1 }] })).cancel).toEqual([id])
  await expireLeases(hours(1))
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'cancelled' })
})

test('what a revoked agent held is given to others at once', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  const agent = await fetchAgent(spec)
  await lease(agent)
  await revokeAgent(tenant.admin, { id: agent.id })
  await expireLeases()
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'queued' })
  await expect(lease(agent)).rejects.toMatchObject({ code: 'agent_revoked' })
})

test('the signature is asked again at the lease: what does not verify any more does not run', async () => {
  const spec = await onPremise()
  const [id = ''] = await start(spec)
  await unsafeDb.signingKey.updateMany({ data: { validUntil: new Date(0) } })
  expect((await lease(await fetchAgent(spec))).runs).toEqual([])
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'denied', cause: 'denied' })
  await unsafeDb.signingKey.updateMany({ data: { validUntil: null } })
})

test('a secret that is not there ends the run, and says which', async () => {
  const spec = await onPremise({ secrets: { KEY: 'not/there' } })
  const [id = ''] = await start(spec)
  expect((await lease(await fetchAgent(spec))).runs).toEqual([])
  const run = await getRun(tenant.engineer, id)
  expect(run).toMatchObject({ status: 'failed', cause: 'init_error' })
  expect(run.reason).toContain('not/there')
})
