import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainFailure } from '#lib/etl/job-failure.ts'
import type { Job } from '#lib/etl/job-package.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-engine-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

type Engine = { prepare(): Promise<void>; finish(): Promise<{ rows: number; answer: string }> }
const runtime = path.join(import.meta.dirname, '../node-runtime/etl/sql-engine.mjs')
const { openSqlEngine } = (await import(runtime)) as { openSqlEngine(plan: object): Promise<Engine> }

let folders = 0
async function engine(prepare: string[], query: string, more = {}) {
  const root = path.join(home, String(folders++))
  const of = (name: string) => path.join(root, name)
  for (const name of ['tmp', 'out', 'parts', 'data']) fs.mkdirSync(of(name), { recursive: true })
  const finish = { setup: [], query, output: { name: 'result', format: 'csv' } }
  const plan = {
    ...{
      job: { prepare, finish },
      threads: 2,
      engineMemoryMib: 128,
      files: [],
      partitions: 0,
      tables: {},
      variables: {},
    },
    folders: { tmp: of('tmp'), out: of('out'), parts: of('parts'), data: of('data') },
    ...more,
  }
  const opened = await openSqlEngine(plan)
  await opened.prepare()
  const done = await opened.finish()
  return { ...done, text: fs.readFileSync(path.join(of('out'), 'result', 'result.csv'), 'utf8') }
}

test.each([
  ['no order of its own', "select * from (values (2,'b'),(1,'z'),(2,'a')) t(n, s)", '1,z\n2,a\n2,b\n'],
  [
    'an order that leaves ties',
    "select * from (values (2,'b'),(1,'z'),(2,'a')) t(n, s) order by n desc",
    '2,a\n2,b\n1,z\n',
  ],
  ['a limit', 'select i % 3 as n, i as s from range(9) t(i) order by n limit 2', '0,0\n0,3\n'],
  ['a limit without an order', 'select 1 as n, i as s from range(9) t(i) limit 2', '1,0\n1,1\n'],
  ['a union', 'select 2 as n, 0 as s union all select 1, 5 union all select 1, 4', '1,4\n1,5\n2,0\n'],
  ['order by all', 'select i as n, -i as s from range(2) t(i) order by all desc', '1,-1\n0,0\n'],
  ['a pivot', 'pivot (select 1 as n, 1 as s, 5 as v) on s in (1, 2) using sum(v)', '1,5,\n'],
  [
    'large numbers',
    'select 9223372036854775807 as n, 18446744073709551616 as s',
    '9223372036854775807,18446744073709551616\n',
  ],
  ['a comment at its end', 'select 1 as n, 2 as s -- two', '1,2\n'],
])('the rows of a query with %s come in a fixed order', async (_name, query, rows) => {
  expect((await engine([], query)).text.replace(/^.*\n/, '')).toBe(rows)
})

test('what JSON cannot say is in the file, not in the answer', async () => {
  const done = await engine([], "select 'nan'::double as a")
  expect(JSON.parse(done.answer)).toEqual({ rows: 1, output: 'result.csv' })
  expect(done.text).toBe('a\nnan\n')
})

test('a disk that fills up says so, as the platform’s fault', async () => {
  const big = 'create table t as select i, md5(i::varchar) as m from range(8000000) r(i)'
  const failure = await engine([big], 'select count(*) as n from t', {
    maxSpillBytes: 1 << 20,
    engineMemoryMib: 64,
  }).then(
    () => undefined,
    (error: Error) => explainFailure({ message: error.message }, job),
  )
  expect(failure?.cause).toBeUndefined()
  expect(failure?.reason).toMatch(/^The disk of this host is full: /)
})

const job: Job = { version: 1, entry: 'main.sql', language: 'sql', prepare: [] }
