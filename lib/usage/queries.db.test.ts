import { beforeAll, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import { unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makePlatformRules, makeRunner } from '../policy/testing/rules.ts'
import { listMovers } from './list-movers.ts'
import { readDailyUsage, readUsage } from './queries.ts'
import { addDays } from './testing/usage-days.ts'

const now = new Date('2026-11-20T12:00:00Z')
let dev: Environment
let tenant: TestTenant
let other: TestTenant
let runnerId: string

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  ;({ runnerId } = await makeRunner(tenant.id, dev, estimateInput({ class: 'serverless' }).manifest))
  const of = { tenantId: tenant.id, runnerId, environmentId: dev.id }
  await addDays([
    { ...of, day: '2026-10-31', costMicros: 999, usedMs: 999 },
    {
      ...of,
      day: '2026-11-01',
      succeeded: 3,
      failed: 1,
      attempts: 5,
      usedMs: 5_000,
      costMicros: 500,
      peakMemoryMib: 90,
    },
    {
      ...of,
      day: '2026-11-03',
      succeeded: 1,
      denied: 2,
      attempts: 1,
      usedMs: 1_000,
      costMicros: 100,
      peakMemoryMib: 40,
    },
    {
      ...of,
      day: '2026-11-03',
      pipeline: 'stock',
      runnerId: 'run_b',
      cancelled: 1,
      attempts: 1,
      usedMs: 9_000,
      costMicros: 200,
    },
    {
      ...of,
      day: '2026-11-04',
      pipeline: 'tax',
      runnerId: 'run_c',
      runnerClass: 'container',
      usedMs: 2_000,
      costMicros: 200,
    },
    { ...of, day: '2026-12-01', costMicros: 999, usedMs: 999 },
    { tenantId: other.id, day: '2026-11-03', costMicros: 77 },
  ])
})

const figures = {
  succeeded: 0,
  failed: 0,
  denied: 0,
  cancelled: 0,
  attempts: 0,
  usedMs: 0,
  costMicros: 0,
  peakMemoryMib: 0,
}

test('a month by pipeline, the dearest first, then what ran longest', async () => {
  const said = await readUsage(tenant.auditor, { by: 'pipeline' }, now)
  expect(said).toEqual({
    month: '2026-11',
    by: 'pipeline',
    total: {
      succeeded: 4,
      failed: 1,
      denied: 2,
      cancelled: 1,
      attempts: 7,
      usedMs: 17_000,
      costMicros: 1_000,
      peakMemoryMib: 90,
    },
    rows: [
      {
        ...figures,
        key: 'orders/ingest',
        name: 'orders/ingest',
        succeeded: 4,
        failed: 1,
        denied: 2,
        attempts: 6,
        usedMs: 6_000,
        costMicros: 600,
        peakMemoryMib: 90,
      },
      { ...figures, key: 'stock', name: 'stock', cancelled: 1, attempts: 1, usedMs: 9_000, costMicros: 200 },
      { ...figures, key: 'tax', name: 'tax', usedMs: 2_000, costMicros: 200 },
    ],
    next: undefined,
  })
})

test('pages follow one another without a gap, in every breakdown', async () => {
  for (const by of ['class', 'pipeline', 'runner', 'size', 'environment', 'day'] as const) {
    const { rows: all } = await readUsage(tenant.auditor, { by }, now)
    const walked: typeof all = []
    let cursor: string | undefined
    do {
      const page = await readUsage(tenant.auditor, { by, limit: 1, cursor }, now)
      walked.push(...page.rows)
      cursor = page.next
    } while (cursor)
    expect(walked).toEqual(all)
    expect(all.reduce((sum, row) => sum + row.costMicros, 0)).toBe(1_000)
  }
  await expect(readUsage(tenant.auditor, { cursor: 'nonsense' }, now)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('runners and environments go by their names; filters leave what they say', async () => {
  const { rows } = await readUsage(tenant.auditor, { by: 'runner', environment: 'dev', class: 'serverless' }, now)
  expect(rows.map(({ name, costMicros }) => [name, costMicros])).toEqual([
    ['orders-webhook in dev', 600],
    ['run_b', 200],
  ])
  const where = await readUsage(tenant.auditor, { by: 'environment', runnerId }, now)
  expect(where.rows).toMatchObject([{ key: dev.id, name: 'dev', costMicros: 600 }])
  expect((await readUsage(tenant.auditor, { environment: 'nowhere' }, now)).total).toEqual(figures)
  expect((await readUsage(tenant.auditor, { month: '2026-10' }, now)).total.costMicros).toBe(999)
})

test('nobody sees another tenant’s', async () => {
  expect((await readUsage(other.auditor, {}, now)).total.costMicros).toBe(77)
  expect((await readUsage(other.auditor, { runnerId }, now)).rows).toEqual([])
  expect((await readDailyUsage(other.auditor, { by: 'pipeline' }, now)).groups).toHaveLength(1)
})

test('day by day, days without use among them, adding up to the month', async () => {
  const { days, groups } = await readDailyUsage(tenant.auditor, { by: 'class' }, now)
  expect(days).toHaveLength(20)
  expect(groups.map(({ name }) => name)).toEqual(['Serverless', 'Container'])
  expect(groups[0]?.byDay.slice(0, 4).map(({ costMicros }) => costMicros)).toEqual([500, 0, 300, 0])
  expect(groups[1]?.byDay.map(({ usedMs }) => usedMs).filter(Boolean)).toEqual([2_000])
})

test('beyond the five largest the rest are one group', async () => {
  const { id, auditor } = await makeTenant()
  await addDays(
    Array.from({ length: 7 }, (_, at) => ({
      tenantId: id,
      day: '2026-11-02',
      pipeline: `p${at}`,
      costMicros: 100 - at,
    })),
  )
  const { groups } = await readDailyUsage(auditor, { by: 'pipeline' }, now)
  expect(groups.map(({ key }) => key)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', ''])
  expect(groups.at(-1)).toMatchObject({ name: 'Other', byDay: { 1: { costMicros: 95 + 94 } } })
})

test('what moved most in seven full days against the seven before, up or down; what stayed is left out', async () => {
  const { id, auditor } = await makeTenant()
  const day = (name: string, pipeline: string, costMicros: number, usedMs = 0) => ({
    tenantId: id,
    day: name,
    pipeline,
    costMicros,
    usedMs,
  })
  await addDays([
    day('2026-11-05', 'gone', 900), // eight days before: neither span
    day('2026-11-06', 'down', 500),
    day('2026-11-13', 'down', 100),
    day('2026-11-12', 'up', 100),
    day('2026-11-19', 'up', 350),
    day('2026-11-07', 'even', 70),
    day('2026-11-14', 'even', 70),
    day('2026-11-19', 'free', 0, 60_000),
    day('2026-11-20', 'today', 900),
  ])
  const { movers, from, until } = await listMovers(auditor, {}, now)
  expect([from, until]).toEqual(['2026-11-13', '2026-11-20'])
  expect(movers.map(({ key, costMicros }) => [key, costMicros.before, costMicros.after])).toEqual([
    ['down', 500, 100],
    ['up', 100, 350],
    ['free', 0, 0],
  ])
  expect(await unsafeDb.usageDay.count({ where: { tenantId: id } })).toBe(9)
})
