import { afterAll, beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { type Dispatcher, startDispatcher } from '../runs/dispatch/dispatcher.ts'
import { startRuns } from '../runs/start-runs.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { exportUsage } from './export-usage.ts'
import { readUsage } from './queries.ts'
import { readLimits } from './read-limits.ts'

let dispatcher: Dispatcher
let tenant: TestTenant

beforeAll(async () => {
  dispatcher = startDispatcher('worker-usage')
  tenant = await makeTenant()
})
afterAll(async () => {
  await dispatcher.drain(AbortSignal.timeout(30_000))
  await stopTargets()
})

const source = `export const handler = async ({ fail }) => { if (fail) throw new Error('as asked') }`

test('what is shown is what was booked as runs ended, to the millisecond', async () => {
  const spec = await activeRunner(tenant, source)
  const { book, version } = await ownHostWithAPrice()
  const where = { tenantId: tenant.id }
  await unsafeDb.classLimit.create({ data: { ...where, runnerClass: 'serverless', monthlyMs: 3_600_000_000n } })
  await unsafeDb.quota.create({ data: { ...where, monthlyBudget: 1_000_000_000n } })
  const items = [...Array(6).fill({ input: {} }), ...Array(2).fill({ input: { fail: true } })]
  await startRuns(tenant.engineer, { runnerId: spec.runnerId, origin: 'api', items })
  await expect
    .poll(() => unsafeDb.run.count({ where: { ...where, status: { in: ['succeeded', 'failed'] } } }), {
      timeout: 60_000,
      interval: 100,
    })
    .toBe(8)
  const attempts = await unsafeDb.runAttempt.findMany({ where })
  const took = attempts.reduce((sum, { durationMs, initMs }) => sum + (durationMs ?? 0) + (initMs ?? 0), 0)
  const cost = attempts.reduce((sum, { costMicros }) => sum + Number(costMicros ?? 0), 0)
  expect(cost, `priced by version ${version} of ${book}`).toBeGreaterThan(0)

  const { total, rows } = await readUsage(tenant.auditor)
  expect(total).toMatchObject({
    succeeded: 6,
    failed: 2,
    denied: 0,
    attempts: attempts.length,
    usedMs: took,
    costMicros: cost,
  })
  expect(rows).toMatchObject([{ key: 'serverless', name: 'Serverless', costMicros: cost }])
  expect(total.peakMemoryMib).toBe(Math.max(...attempts.map(({ maxMemoryMib }) => maxMemoryMib ?? 0)))

  const { limits, running } = await readLimits(tenant.auditor)
  expect(limits).toMatchObject([
    { kind: 'budget', used: cost, reserved: 0, left: 1_000_000_000 - cost },
    { kind: 'hours', class: 'serverless', used: took, reserved: 0, left: 3_600_000_000 - took },
  ])
  expect(running[0]).toMatchObject({ class: 'serverless', running: 0 })

  const { lines } = await exportUsage(tenant.auditor, { of: 'runs' })
  const [head = '', ...runs] = (await Array.fromAsync(lines)).join('').trimEnd().split('\r\n')
  const at = head.split(',').indexOf('cost_usd')
  const exported = runs.reduce((sum, line) => sum + Math.round(Number(line.split(',')[at]) * 1e6), 0)
  expect([runs.length, exported]).toEqual([8, cost])
}, 90_000)

/** As shipped an own host costs nothing; here an hour of it has a price. */
async function ownHostWithAPrice() {
  const active = await unsafeDb.priceBook.findFirstOrThrow({ where: { activatedAt: { not: null } } })
  const body = active.body as { name: string; prices: { id: string; micros: string }[] }
  const prices = body.prices.map((price) =>
    price.id.startsWith('local.') ? { ...price, micros: '36000000000' } : price,
  )
  const version = active.version + 1
  const digest = `sha256:${'e'.repeat(64)}`
  await unsafeDb.priceBook.create({ data: { version, digest, body: { ...body, prices }, activatedAt: new Date() } })
  return { version, book: body.name }
}
