import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { readOutput } from '../run-output.ts'
import { openEtlHost } from './etl-host.ts'
import { jobRunner } from './testing/job-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-etl-'))
fs.chmodSync(home, 0o755)
env.BARECOUNT_HOME = home
const host = openEtlHost()
afterAll(async () => {
  await host.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

const hosted = jobRunner(host)

const orders = 'region,amount\nnorth,10\nsouth,20\nnorth,5\neast,1\n'
const byRegion = `create table o as from orders;
-- @partition totals.csv
select region, sum(amount)::int as total from o where in_partition(region) group by all;
-- @finish best.jsonl
select * from totals order by total desc limit getvariable('top');
`

test('partitions run, and the finish sees what they made', async () => {
  const { run, spec } = await hosted({ 'main.sql': byRegion, 'data/orders.csv': orders }, { partitions: 4 })
  const done = await run({ top: 2 }, { token: 'whole' })
  expect(done).toMatchObject({ outcome: 'succeeded', answer: { rows: 2, output: 'best.jsonl' } })
  expect(done.answer.table).toEqual([
    { region: 'south', total: 20 },
    { region: 'north', total: 15 },
  ])
  expect(done.outputFiles).toEqual(['best.jsonl', ...[0, 1, 2, 3].map((index) => `totals/part-0000${index}.csv`)])
  expect(done.metrics).toMatchObject({ partitions: 4, done: 4, skipped: 0, failed: 0, rows: 3 })
  expect(readOutput(spec, 'whole', 'best.jsonl').toString()).toContain('{"region":"south","total":20}')
  const last = done.seen.at(-1)
  expect(last).toMatchObject({ done: 6, total: 6 })
  expect(last?.parts.map(({ name }) => name)).toEqual(['prepare', '0', '1', '2', '3', 'finish'])
  expect(done.isolation.time_limit.state).toBe('in_force')
  expect(fs.readdirSync(path.join(home, 'checkpoints'))).toEqual([])
})

test('lists of objects in the input are tables', async () => {
  const { run } = await hosted('select sum(a)::int as s, max(b) as b from given')
  const done = await run({
    given: [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ],
  })
  expect(done.answer.table).toEqual([{ s: 3, b: 'y' }])
  expect(done.outputFiles).toEqual(['result.parquet'])
})

test('the same input gives the same bytes, whatever order the rows came in', async () => {
  const script = `create table t as select i % 1000 as k, md5(i::varchar) as m, i % 7 as v from range(200000) r(i);
-- @partition rows.parquet
select k, m, v from t where in_partition(k) order by v;`
  const { run, spec } = await hosted(script, { partitions: 3 })
  const bytes = async (token: string) => {
    expect((await run({}, { token })).reason).toBeUndefined()
    return [0, 1, 2].map((index) => readOutput(spec, token, `rows/part-0000${index}.parquet`).toString('base64'))
  }
  const first = await bytes('a')
  expect(await bytes('b')).toEqual(first)
})

test('a partition that fails does not stop the others, and the next attempt takes them up', async () => {
  const script = `create table t as select i from range(100) r(i);
-- @partition
select i, case when i = 13 and getvariable('strict') then error('thirteen is not for us') end as e
from t where i % getvariable('partitions') = getvariable('partition');
-- @finish
select count(*)::int as n from partitions;`
  const { run } = await hosted(script, { partitions: 8 })
  // The input belongs to the work: the same token with other input begins anew.
  const failed = await run({ strict: true }, { token: 'again' })
  expect(failed).toMatchObject({ outcome: 'failed', cause: 'user_error' })
  expect(failed.reason).toMatch(/^1 of 8 partitions failed\. Partition 5: .*thirteen is not for us/)
  expect(failed.metrics).toMatchObject({ partitions: 8, done: 7, failed: 1, rows: 88 })
  expect(failed.seen.at(-1)?.parts.filter(({ state }) => state === 'failed')).toMatchObject([
    { name: '5', detail: expect.stringContaining('thirteen') },
  ])
  const again = await run({ strict: true }, { token: 'again', attempt: 2 })
  expect(again.metrics).toMatchObject({ skipped: 7, done: 0, failed: 1 })
  expect(again.log).toContain('7 partitions were done by an earlier attempt and are skipped; 1 are left.')
  const anew = await run({ strict: false }, { token: 'again', attempt: 3 })
  expect(anew).toMatchObject({ outcome: 'succeeded', answer: { table: [{ n: 100 }] } })
  expect(anew.metrics).toMatchObject({ skipped: 0, done: 8 })
})

test.each([
  ['a table that is not there', 'select 1;', 'main.sql line 3, column 7: Catalog Error: Table with name nowhere'],
  ['a wrong value', "select 'x'::int;", "main.sql line 1, column 11: Conversion Error: Could not convert string 'x'"],
])('%s is told with line and column', async (_name, first, expected) => {
  const script = first === 'select 1;' ? 'create view v as\n  select 1\n from nowhere; from v' : first
  const { run } = await hosted(script)
  expect((await run()).reason).toContain(expected)
})

test('an error in a partition names the partition, the line and the column', async () => {
  const { run } = await hosted(
    "-- @partition\nselect\n  case when getvariable('partition') = 1 then 'x' else '1' end::int as n",
    { partitions: 2 },
  )
  expect((await run()).reason).toMatch(
    /^1 of 2 partitions failed\. Partition 1: main\.sql line 3, column \d+: Conversion Error/,
  )
})

test('a job reads its own files and no others', async () => {
  for (const statement of ["from read_csv('/etc/passwd')", "from glob('/*')", "from read_text('/opt/node')"]) {
    const { run } = await hosted(statement)
    expect((await run()).reason).toContain('Permission Error')
  }
})

test('memory, time and cancellation each end the job in their own way', async () => {
  const heavy = 'select list(md5(i::varchar)) as l from range(3000000) r(i)'
  const small = await hosted(heavy, { memoryMib: 300 })
  expect(await small.run()).toMatchObject({ outcome: 'failed', cause: 'out_of_memory' })
  const endless = 'select count(*) as n from range(100000000000) a(i), range(100000000000) b(j)'
  const slow = await hosted(endless, { timeoutMs: 1500 })
  expect(await slow.run()).toMatchObject({
    outcome: 'failed',
    cause: 'timeout',
    reason: expect.stringContaining('1.5 s'),
  })
  const cancelled = await hosted(endless)
  const cancel = new AbortController()
  const running = cancelled.run({}, {}, cancel.signal)
  await expect.poll(() => host.instances(cancelled.spec.runnerId)).toBe(1)
  cancel.abort(new Error('cancelled by a person'))
  await expect(running).rejects.toThrow('cancelled by a person')
  await expect.poll(() => fs.readdirSync(path.join(home, 'sandboxes'))).toEqual([])
})

test('what does not fit in memory spills, and the run says how much', async () => {
  const script =
    'create table t as select i, md5(i::varchar) as m from range(6000000) r(i);\n-- @finish x.parquet\nselect m from t order by m limit 10'
  const done = await (await hosted(script, { memoryMib: 400 })).run()
  expect(done.reason).toBeUndefined()
  expect(done.metrics?.spilledBytes).toBeGreaterThan(1_000_000)
})

test('the smoke test writes, reads back, and gets its secret', async () => {
  const { run } = await hosted('select 1 as a')
  const done = await run({ nonce: 'n' }, { builtin: 'smoke_test', secrets: { BC_SMOKE_SECRET: 'n' } })
  expect(done).toMatchObject({ outcome: 'succeeded', answer: { readBack: true }, outputFiles: ['smoke-test.txt'] })
})
