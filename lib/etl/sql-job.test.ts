import { expect, test } from 'vitest'
import { parseSqlJob } from './sql-job.ts'

test('phases, outputs and what comes before a query', () => {
  const { job, faults } = parseSqlJob(`-- A job.
create table f as select 1 as a;
-- @partition routes.parquet
create temp table mine as select * from f where in_partition(a);
select * from mine;
-- @finish summary.csv
with x as (from routes) select count(*) from x;`)
  expect(faults).toEqual([])
  expect(job.prepare.map(({ line }) => line)).toEqual([2])
  expect(job.partition).toMatchObject({ output: { name: 'routes', format: 'parquet' }, query: { line: 5 } })
  expect(job.partition?.setup).toHaveLength(1)
  expect(job.finish).toMatchObject({ output: { name: 'summary', format: 'csv' }, setup: [], query: { line: 7 } })
})

test('a script without markers is prepared by all but its last statement', () => {
  const { job, faults } = parseSqlJob('create view v as select 1; from v')
  expect(faults).toEqual([])
  expect(job).toMatchObject({ prepare: [{ line: 1 }], finish: { query: { text: 'from v' } } })
  expect(job.partition).toBeUndefined()
})

test.each([
  ['', 1, 'The script ends without a query'],
  ['-- @prepare\ncreate table t(a int);', 1, 'no result'],
  ['create table t(a int)', 1, 'The script ends without a query'],
  ["copy (select 1) to '/tmp/x'; select 1", 1, 'COPY (SELECT is not for jobs'],
  ["select 1;\nattach 'x.db'; select 1", 1, 'A query in @prepare has no effect'],
  ["-- @prepare\nset memory_limit='1TB';\n-- @finish\nselect 1", 2, 'SET MEMORY_LIMIT'],
  ['-- @partition\ninsert into t select 1;\nselect 1', 2, 'INSERT INTO is not for @partition'],
  ['-- @partition\n-- @finish\nselect 1', 1, '@partition ends without a query'],
  ['-- @finish\nselect 1;\n-- @prepare\nset variable a = 1', 3, '@prepare is there twice'],
  ['-- @finish\nselect 1;\n-- @partition\nselect 2', 3, '@partition comes after @finish'],
  ['-- @finish\nselect 1;\n-- @finish\nselect 2', 3, '@finish is there twice'],
  ['-- @shuffle\nselect 1', 1, 'There is no @shuffle'],
  ['-- @finish ../x.csv\nselect 1', 1, 'is no name for an output'],
  ['-- @finish x.xlsx\nselect 1', 1, 'is no name for an output'],
  ['-- @partition a.csv\nselect 1;\n-- @finish a.csv\nselect 1', 3, 'same name'],
])('%j is refused with its line', (script, line, message) => {
  expect(parseSqlJob(script).faults[0]).toMatchObject({ line, message: expect.stringContaining(message) })
})
