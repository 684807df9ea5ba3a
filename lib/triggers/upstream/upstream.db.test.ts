import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { type Tx, transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { normalisedTrigger } from '../../manifests/trigger-words.ts'
import { stopTargets } from '../../provisioning/targets/targets.ts'
import { startRun } from '../../runs/start-run.ts'
import { activeRunner } from '../../runs/testing/active-runner.ts'
import { executeRun } from '../../runs/testing/execute-run.ts'
import { syncTriggers } from '../sync-triggers.ts'
import { arm, armedRunner } from '../testing/armed-runner.ts'
import { startDownstream } from './start-downstream.ts'

let tenant: TestTenant

beforeAll(async () => {
  tenant = await makeTenant()
})
afterAll(stopTargets)

const runsOf = (runnerId: string) => unsafeDb.run.findMany({ where: { runnerId }, orderBy: { id: 'asc' } })
const failsWhenTold = `export const handler = async ({ fail }) => { if (fail) throw new Error('no'); return 1 }`

test('a success begins one run of each pipeline that follows; a failure and another tenant begin none', async () => {
  const upstream = await armedRunner(tenant, { kind: 'webhook' }, { pipeline: 'a/one', source: failsWhenTold })
  const downstream = await armedRunner(tenant, { kind: 'upstream', pipeline: 'a/one' }, { pipeline: 'a/two' })
  const foreign = await armedRunner(await makeTenant(), { kind: 'upstream', pipeline: 'a/one' }, { pipeline: 'a/two' })
  const ask = (input: object, correlationId?: string) =>
    startRun(tenant.engineer, { runnerId: upstream.runnerId, input, origin: 'api', correlationId })
  const good = await ask({}, 'order-7')
  await executeRun(tenant.id, good.id)
  const bad = await ask({ fail: true })
  await executeRun(tenant.id, bad.id)
  await Promise.all([startDownstream(), startDownstream()])
  await startDownstream()
  expect(await runsOf(downstream.runnerId)).toMatchObject([
    {
      origin: 'upstream',
      token: `upstream:${downstream.triggerId}:${good.id}`,
      upstreamRunId: good.id,
      correlationId: 'order-7',
      input: { upstream: { pipeline: 'a/one', runId: good.id, token: good.token } },
    },
  ])
  expect(await runsOf(foreign.runnerId)).toEqual([])
  expect(await unsafeDb.upstreamSuccess.count()).toBe(0)
})

test('a gate that says no downstream leaves a denied run there and the success upstream as it is', async () => {
  const upstream = await armedRunner(tenant, { kind: 'webhook' }, { pipeline: 'b/one' })
  const downstream = await armedRunner(tenant, { kind: 'upstream', pipeline: 'b/one' }, { pipeline: 'b/two' })
  await unsafeDb.runner.updateMany({ where: { id: downstream.runnerId }, data: { status: 'smoke_failed' } })
  const { id } = await startRun(tenant.engineer, { runnerId: upstream.runnerId, origin: 'api' })
  await executeRun(tenant.id, id)
  await startDownstream()
  expect(await unsafeDb.run.findFirst({ where: { id } })).toMatchObject({ status: 'succeeded' })
  expect(await runsOf(downstream.runnerId)).toMatchObject([{ status: 'denied', upstreamRunId: id }])
})

test('pipelines that would follow one another in a circle are refused, with the circle', async () => {
  const one = await activeRunner(tenant)
  await unsafeDb.runner.updateMany({ where: { id: one.runnerId }, data: { pipeline: 'c/one' } })
  await armedRunner(tenant, { kind: 'upstream', pipeline: 'c/one' }, { pipeline: 'c/two' })
  await armedRunner(tenant, { kind: 'upstream', pipeline: 'c/two' }, { pipeline: 'c/three' })
  await expect(arm(tenant, one.runnerId, { kind: 'upstream', pipeline: 'c/three' })).rejects.toMatchObject({
    code: 'invalid_state',
    message: expect.stringContaining('c/one follows c/three follows c/two follows c/one'),
  })
})

test('of two deployments that would close one circle at the same moment, the second is refused', async () => {
  const [one, two] = [await activeRunner(tenant), await activeRunner(tenant)]
  const pipelines = { 'd/one': one.runnerId, 'd/two': two.runnerId }
  for (const [pipeline, id] of Object.entries(pipelines))
    await unsafeDb.runner.updateMany({ where: { id }, data: { pipeline } })
  const worker = await systemActorOf(tenant.id, 'worker')
  const follow = (tx: Tx, runnerId: string, pipeline: string) =>
    syncTriggers(tx, worker, runnerId, [normalisedTrigger.parse({ kind: 'upstream', pipeline })])
  let second: Promise<unknown> = Promise.resolve()
  await transaction(async (tx) => {
    await follow(tx, one.runnerId, 'd/two')
    second = transaction((other) => follow(other, two.runnerId, 'd/one')).catch(({ code }) => code)
    await expect
      .poll(
        () => unsafeDb.$queryRaw`
          select 1 from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
          where l.locktype = 'advisory' and not l.granted`,
      )
      .toHaveLength(1)
  })
  expect(await second).toBe('invalid_state')
})
