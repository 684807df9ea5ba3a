import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { instantOfId, leastIdAt } from '../ids.ts'
import { listRuns } from './list-runs.ts'
import { runStrips } from './run-strips.ts'
import { LOOKED_AT } from './search/find-run-ids.ts'
import { activeRunner } from './testing/active-runner.ts'

const MANY = LOOKED_AT + 500
const begin = Date.parse('2026-11-01T00:00:00Z')
const idOf = (i: number) => `${leastIdAt('run', new Date(begin + i * 1000)).slice(0, -1)}1`

let tenant: TestTenant
let other: TestTenant
let runnerId: string
let second: string

beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
  runnerId = (await activeRunner(tenant)).runnerId
  second = (await activeRunner(tenant)).runnerId
  const { id: environmentId } = await unsafeDb.environment.findUniqueOrThrow({ where: { name: 'dev' } })
  const ids = Array.from({ length: MANY }, (_, i) => idOf(i))
  // The oldest run is the only one of its kind.
  await unsafeDb.$executeRaw`
    insert into "Run" ("tenantId", id, "runnerId", token, origin, status, cause, "inputDigest", "artifactDigest",
      "environmentId", "runnerClass", "traceId", "correlationId")
    select ${tenant.id}, id, case when i = 2 then ${second} else ${runnerId} end, 't' || i,
      (case when i = 1 then 'upstream' else 'api' end)::"RunOrigin",
      (case when i % 100 = 50 then 'failed' else 'succeeded' end)::"RunStatus",
      (case when i % 100 = 50 then 'timeout' end)::"RunCause",
      'd', 'd', ${environmentId}, 'serverless', 't', case when i <= 2 then 'order-7' end
    from unnest(${ids}::text[]) with ordinality as each(id, i)`
}, 60_000)

const ids = async (filters: Parameters<typeof listRuns>[1]) => {
  const { runs } = await listRuns(tenant.engineer, filters)
  return runs.map(({ id }) => id)
}

test('each filter finds what it names, newest first, and nothing of another tenant', async () => {
  expect(await ids({ limit: 2 })).toEqual([idOf(MANY - 1), idOf(MANY - 2)])
  expect(await ids({ status: 'failed', limit: 1 })).toEqual([idOf(MANY - 451 + 400)])
  expect(await ids({ correlationId: 'order-7' })).toEqual([idOf(1), idOf(0)])
  expect(await ids({ token: 't2' })).toEqual([idOf(1)])
  expect(await ids({ token: 't2', runnerId })).toEqual([])
  expect(await ids({ runnerId: second })).toEqual([idOf(1)])
  expect(await ids({ origin: 'upstream' })).toEqual([idOf(0)])
  expect(await ids({ cause: 'timeout', correlationId: 'order-7' })).toEqual([])
  expect(await ids({ class: 'container' })).toEqual([])
  expect(await ids({ environment: 'nowhere' })).toEqual([])
  expect(await ids({ pipeline: 'orders/ingest', limit: 1 })).toEqual([idOf(MANY - 1)])
  expect(await ids({ pipeline: 'orders/other' })).toEqual([])
  for (const filters of [
    {},
    { token: 't2' },
    { correlationId: 'order-7' },
    { runnerId },
    { pipeline: 'orders/ingest' },
  ]) {
    expect((await listRuns(other.engineer, filters)).runs, JSON.stringify(filters)).toEqual([])
  }
})

test('a time is a stretch of the list, from its first instant until just before its last', async () => {
  const at = (i: number) => new Date(begin + i * 1000).toISOString()
  expect(await ids({ from: at(3), to: at(5) })).toEqual([idOf(4), idOf(3)])
  expect(await ids({ to: at(2), correlationId: 'order-7' })).toEqual([idOf(1), idOf(0)])
  expect(await ids({ from: at(1), correlationId: 'order-7' })).toEqual([idOf(1)])
})

test('what is rare is looked for in so many runs a page, and the next page goes on from there', async () => {
  const asked = { environment: 'dev', status: 'succeeded', class: 'serverless' } as const
  const rare = { environment: 'dev', class: 'serverless' } as const
  expect((await listRuns(tenant.engineer, asked)).lookedBackTo, 'a full page needs no looking back').toBeUndefined()
  // The class leads; nothing it finds has this environment's only upstream run before the oldest.
  await unsafeDb.run.update({
    where: { tenantId_id: { tenantId: tenant.id, id: idOf(0) } },
    data: { environmentId: 'elsewhere' },
  })
  const elsewhere = await unsafeDb.environment.create({
    data: { id: 'elsewhere', name: 'elsewhere', rank: 77, target: 'local' },
  })
  const first = await listRuns(tenant.engineer, { ...rare, environment: elsewhere.name })
  expect(first.runs).toEqual([])
  expect(first.lookedBackTo).toEqual(instantOfId(idOf(MANY - LOOKED_AT)))
  const next = await listRuns(tenant.engineer, { ...rare, environment: elsewhere.name, cursor: first.next })
  expect(next).toMatchObject({ runs: [{ id: idOf(0) }], next: undefined, lookedBackTo: undefined })
})

test('pages follow one another without a gap or a run twice', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRuns(tenant.engineer, { status: 'failed', class: 'serverless', limit: 60, cursor })
    seen.push(...page.runs.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  expect(seen).toHaveLength(MANY / 100)
  expect([...new Set(seen)].sort().reverse()).toEqual(seen)
})

test('a strip has the newest runs of its runner, oldest first', async () => {
  const strips = await runStrips(tenant.engineer, [second, runnerId, second])
  expect(strips.map(({ cells }) => cells.length)).toEqual([1, 60])
  expect(strips[1]?.cells.at(-1)?.id).toBe(idOf(MANY - 1))
  expect(await runStrips(other.engineer, [runnerId])).toEqual([{ runnerId, cells: [] }])
})
