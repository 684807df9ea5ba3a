import { beforeAll, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import { unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { makePlatformRules, makeRunner } from '../policy/testing/rules.ts'
import { exportUsage } from './export-usage.ts'
import { monthOf } from './months.ts'
import { addDays } from './testing/usage-days.ts'

let dev: Environment
let tenant: TestTenant
let other: TestTenant
let runnerId: string

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  const { manifest } = estimateInput({ class: 'serverless' })
  const tags = { team: 'orders', cost_center: '4100' }
  ;({ runnerId } = await makeRunner(tenant.id, dev, { ...manifest, metadata: { ...manifest.metadata, tags } }))
})

const read = async (actor: TestTenant['auditor'], asked: Parameters<typeof exportUsage>[1]) => {
  const { lines, filename } = await exportUsage(actor, asked)
  const text = (await Array.fromAsync(lines)).join('')
  const [head = '', ...rows] = text.trimEnd().split('\r\n')
  const names = head.split(',')
  return { filename, rows: rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at], cell]))) }
}

test('days with the tags they are accounted under; the money of the rows is that of the month', async () => {
  const of = { tenantId: tenant.id, runnerId, environmentId: dev.id }
  await addDays([
    {
      ...of,
      day: '2026-11-01',
      succeeded: 2,
      failed: 1,
      attempts: 4,
      usedMs: 5_400_000,
      costMicros: 1_500_001,
      peakMemoryMib: 90,
    },
    { ...of, day: '2026-11-02', denied: 1, costMicros: 7 },
    { ...of, day: '2026-12-01', costMicros: 9 },
  ])
  const { rows, filename } = await read(tenant.auditor, { month: '2026-11' })
  expect(filename).toBe(`usage-days-${tenant.slug}-2026-11.csv`)
  expect(rows).toEqual([
    {
      ...{ day: '2026-11-01', tenant: tenant.slug, pipeline: 'orders/ingest', class: 'serverless', size: 'small' },
      ...{ environment: 'dev', runner: 'orders-webhook', runner_id: runnerId, tags: 'cost_center=4100;team=orders' },
      ...{ succeeded: '2', failed: '1', denied: '0', cancelled: '0', attempts: '4', hours: '1.500000' },
      ...{ cost_usd: '1.500001', peak_memory_mib: '90' },
    },
    expect.objectContaining({ day: '2026-11-02', denied: '1', cost_usd: '0.000007' }),
  ])
  expect((await read(tenant.auditor, { month: '2026-11', environment: 'nowhere' })).rows).toEqual([])
  expect((await read(other.auditor, { month: '2026-11' })).rows).toEqual([])
})

test('that it was taken is evidence', async () => {
  const taken = await unsafeDb.evidence.findMany({ where: { tenantId: tenant.id, kind: 'usage.exported' } })
  expect(taken[0]).toMatchObject({
    actorId: tenant.auditor.userId,
    sentence: 'The use of 2026-11 was exported, a line a day of each runner.',
  })
})

test('runs of a month, oldest first, over the border of a batch', async () => {
  const own = await makeTenant()
  const place = await makeRunner(own.id, dev, estimateInput({ class: 'serverless' }).manifest)
  const run = (over: object) => ({
    ...{ tenantId: own.id, id: newId('run'), runnerId: place.runnerId, token: newId('run'), origin: 'api' as const },
    ...{ status: 'succeeded' as const, inputDigest: '', artifactDigest: 'sha256:a', environmentId: dev.id },
    ...{ runnerClass: 'serverless' as const, traceId: '', ...over },
  })
  const first = run({
    status: 'failed',
    cause: 'timeout',
    correlationId: '=cmd',
    attempt: 3,
    durationMs: 7,
    costMicros: 12n,
  })
  await unsafeDb.run.createMany({ data: [first, ...Array.from({ length: 1000 }, () => run({}))] })
  const { rows } = await read(own.auditor, { month: monthOf(new Date()), of: 'runs' })
  expect(rows).toHaveLength(1001)
  expect(new Set(rows.map((row) => row.run_id)).size).toBe(1001)
  expect(rows[0]).toMatchObject({
    ...{ run_id: first.id, status: 'failed', cause: 'timeout', correlation_id: "'=cmd", tenant: own.slug },
    ...{ pipeline: 'orders/ingest', class: 'serverless', size: 'small', environment: 'dev', attempts: '3' },
    ...{ duration_ms: '7', cost_usd: '0.000012', artifact_digest: 'sha256:a', tags: '' },
  })
  const denied = { month: monthOf(new Date()), of: 'runs', class: 'container' } as const
  expect((await read(own.auditor, denied)).rows).toEqual([])
  expect((await read(own.auditor, { month: '2026-01', of: 'runs' })).rows).toEqual([])
  expect((await read(other.auditor, { of: 'runs' })).rows).toEqual([])
})
