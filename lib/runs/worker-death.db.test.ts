import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { homePath } from '../env.ts'
import { readOutput } from '../provisioning/targets/local/run-output.ts'
import { getRun, readRunLog } from './queries.ts'
import { startRun } from './start-run.ts'
import { activeRunner } from './testing/active-runner.ts'

const workers: ChildProcess[] = []
afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL')
})

/** A worker process as `npm run worker` starts it, on this test's database and home. */
function startWorker(): ChildProcess {
  const main = path.join(import.meta.dirname, '..', 'worker', 'main.ts')
  const worker = spawn(process.execPath, [main], { stdio: 'ignore', env: process.env })
  workers.push(worker)
  return worker
}

const sandboxes = () => fs.readdirSync(homePath('sandboxes')).filter((name) => !name.startsWith('probe-'))
const patient = { timeout: 40_000, interval: 50 }

test('a run whose worker is killed is carried out by the next one, and takes effect once', async () => {
  const tenant = await makeTenant()
  const spec = await activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async () => {
       console.log('up')
       await new Promise((resolve) => setTimeout(resolve, 4000))
       fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/done', process.env.BC_RUN_TOKEN)
       return 'done'
     }`,
    { timeoutMs: 20_000 },
  )
  const first = startWorker()
  const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, token: 'once', origin: 'manual' })
  await expect.poll(async () => (await readRunLog(tenant.engineer, id)).length, patient).toBeGreaterThan(0)
  const [orphan] = sandboxes()
  first.kill('SIGKILL')
  await once(first, 'exit')

  startWorker()
  await expect.poll(async () => (await getRun(tenant.engineer, id)).status, patient).toBe('succeeded')
  expect(await getRun(tenant.engineer, id)).toMatchObject({ attempt: 2, result: 'done', outputFiles: ['done'] })
  expect(readOutput(spec, 'once', 'done').toString()).toBe('once')
  const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id }, orderBy: { id: 'asc' } })
  const handedBack = ['run.requested', 'run.started', 'run.handed_back', 'run.started', 'run.finished']
  expect(evidence.map((one) => one.kind)).toEqual(handedBack)
  expect(sandboxes()).not.toContain(orphan)
}, 90_000)
