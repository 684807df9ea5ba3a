import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { startRun } from './start-run.ts'
import { activeRunner } from './testing/active-runner.ts'
import { whyItWaits } from './why-it-waits.ts'

let tenant: TestTenant
/** When a worker was heard of last: a slow machine must not make it a lost one. */
let beat: Date
beforeAll(async () => {
  tenant = await makeTenant()
  beat = new Date()
  await unsafeDb.workerHeartbeat.create({ data: { executorId: 'w', at: beat } })
})

const fields = {
  origin: 'api',
  inputDigest: 'd',
  artifactDigest: 'd',
  runnerClass: 'serverless',
  traceId: 't',
} as const
const running = (runnerId: string, environmentId: string, count: number) =>
  unsafeDb.run.createMany({
    data: Array.from({ length: count }, () => {
      const id = newId('run')
      return { ...fields, tenantId: tenant.id, id, runnerId, token: id, status: 'running' as const, environmentId }
    }),
  })
const place = async (runnerId: string) => {
  const row = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
  return { environmentId: row.environmentId, limit: row.concurrencyLimit }
}
const start = (runnerId: string) => startRun(tenant.engineer, { runnerId, origin: 'api' })
const why = (id: string) => whyItWaits(tenant.auditor, id, beat)

test('a run that nothing holds is next', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { id } = await start(runnerId)
  expect(await why(id)).toEqual(['It is next: a worker takes it in a moment.'])
  await expect(whyItWaits((await makeTenant()).auditor, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a full runner, those before it, and a pause are said, as admission has them', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { environmentId, limit } = await place(runnerId)
  await running(runnerId, environmentId, limit)
  await start(runnerId)
  const { id } = await start(runnerId)
  expect(await why(id)).toEqual([
    `All ${limit} places of this runner are taken.`,
    '1 run of its runner comes before it.',
  ])
  await unsafeDb.pause.create({
    data: { tenantId: tenant.id, id: newId('pause'), runnerId, reason: 'Moving house.', pausedById: 'u' },
  })
  expect((await why(id))?.[0]).toContain('paused: Moving house.')
})

test('a run that waits for its retry says when; one that runs waits for nothing', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { id } = await start(runnerId)
  const set = (data: object) => unsafeDb.run.update({ where: { tenantId_id: { tenantId: tenant.id, id } }, data })
  await set({ status: 'retrying', dueAt: new Date(beat.getTime() + 90_000) })
  expect((await why(id))?.[0]).toContain('due in 1 min 30 s')
  await set({ status: 'running', dueAt: null })
  expect(await why(id)).toBeUndefined()
})

test('with no worker there nothing is next', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { id } = await start(runnerId)
  const later = new Date(beat.getTime() + 60_000)
  expect(await whyItWaits(tenant.auditor, id, later)).toEqual(['No worker answers.'])
})
