import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import type { RunProgress } from '../provisioning/target.ts'
import { readOutput } from '../provisioning/targets/local/run-output.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { getRun } from './queries.ts'
import { startRun } from './start-run.ts'
import { activeEtlRunner } from './testing/active-etl-runner.ts'
import { executeRun } from './testing/execute-run.ts'

const workers: ChildProcess[] = []
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await stopTargets()
})

const patient = { timeout: 60_000, interval: 50 }

test('a run keeps where it stands, its figures, and puts them on record', async () => {
  const tenant = await makeTenant()
  const spec = await activeEtlRunner(
    tenant,
    `create table t as select i from range(90) r(i);
-- @partition
select i, case when i = 7 then error('no sevens') end as e from t where i % getvariable('partitions') = getvariable('partition')`,
    { partitions: 3 },
  )
  const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'manual' })
  await executeRun(tenant.id, id)
  const run = await getRun(tenant.engineer, id)
  expect(run).toMatchObject({ status: 'failed', cause: 'user_error' })
  expect(run.reason).toContain('1 of 3 partitions failed. Partition 1')
  expect(run.metrics).toMatchObject({ partitions: 3, done: 2, failed: 1, rows: 60, skew: 1 })
  expect((run.progress as RunProgress).parts.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'prepare done',
    '0 done',
    '1 failed',
    '2 done',
    'finish waiting',
  ])
  const evidence = await db.evidence.findFirst({ where: { tenantId: tenant.id, runId: id, kind: 'run.finished' } })
  expect(Buffer.from(evidence?.payload ?? []).toString()).toContain('"skew":1')
})

test('a run whose worker is killed goes on from its checkpoints, and takes effect once', async () => {
  const tenant = await makeTenant()
  const spec = await activeEtlRunner(
    tenant,
    `-- @partition counts.csv
select getvariable('partition') as p, count(*)::int as n from range(6000000) r(i) where md5(i::varchar) < '8';
-- @finish total.csv
select sum(n)::int as total, count(*)::int as parts from counts`,
    { partitions: 8, timeoutMs: 120_000 },
  )
  const first = startWorker()
  const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, token: 'once', origin: 'manual' })
  const doneParts = async () => ((await getRun(tenant.engineer, id)).progress as RunProgress | null)?.done ?? 0
  await expect.poll(doneParts, patient).toBeGreaterThanOrEqual(3) // prepare, and two partitions
  first.kill('SIGKILL')
  await once(first, 'exit')

  startWorker()
  const ended = async () => {
    const { status, reason } = await getRun(tenant.engineer, id)
    return { status, reason }
  }
  await expect.poll(ended, patient).toEqual({ status: 'succeeded', reason: null })
  const run = await getRun(tenant.engineer, id)
  const { skipped = 0, done = 0 } = run.metrics as Record<string, number>
  expect({ attempt: run.attempt, all: skipped + done }).toEqual({ attempt: 2, all: 8 })
  expect(skipped).toBeGreaterThanOrEqual(2)
  expect(readOutput(spec, 'once', 'total.csv').toString()).toMatch(/^total,parts\n\d+,8\n$/)
  const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id }, orderBy: { id: 'asc' } })
  const handedBack = ['run.requested', 'run.started', 'run.handed_back', 'run.started', 'run.finished']
  expect(evidence.map((one) => one.kind)).toEqual(handedBack)
}, 150_000)

/** A worker process as `npm run worker` starts it, on this test's database and home. */
function startWorker(): ChildProcess {
  const main = path.join(import.meta.dirname, '..', 'worker', 'main.ts')
  const worker = spawn(process.execPath, [main], { stdio: 'ignore', env: process.env })
  workers.push(worker)
  return worker
}
