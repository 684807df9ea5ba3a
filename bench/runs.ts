import { spawn, spawnSync } from 'node:child_process'
import { systemActor } from '#lib/auth/actor.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { startRuns } from '#lib/runs/start-runs.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'

// Runs of a function that does nothing, end to end: asked for, judged, recorded, claimed under their limits, invoked in
// the sandbox, settled, counted, and their evidence signed and in the log. Beside them, in the same run and database
// server, jobs that do nothing in a bare DBOS and a bare pg-boss.

const RUNS = 2000
const TENANTS = 2
const BATCH = 250

const bare = { dbos: bareEngine('dbos'), pgBoss: bareEngine('pg-boss') }
const worlds: World[] = []
for (let n = 0; n < TENANTS; n++) worlds.push(await world())
const worker = spawn(process.execPath, ['--disable-warning=DeprecationWarning', 'lib/worker/main.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
worker.once('exit', (code) => {
  console.error(`the worker ended (${code})`)
  process.exit(1)
})
await carryOut(200) // the first ones pay for starting the worker and the function's processes
const cpuBefore = await cpuOf(worker.pid as number)
const rate = await carryOut(RUNS)
const cpu = (await cpuOf(worker.pid as number)) - cpuBefore
print('runs/s, end to end with evidence, no-op function', rate, 'runs/s', { n: RUNS, workerCpuMsPerRun: cpu / RUNS })
print('no-op jobs/s of a bare DBOS', bare.dbos, 'jobs/s', { n: RUNS, against: 'runs', ratio: bare.dbos / rate })
print('no-op jobs/s of a bare pg-boss', bare.pgBoss, 'jobs/s', { n: RUNS, against: 'runs', ratio: bare.pgBoss / rate })
worker.removeAllListeners('exit')
worker.kill('SIGTERM')
process.exit()

type World = { tenant: TestTenant; runnerId: string }

async function world(): Promise<World> {
  const tenant = await makeTenant()
  await unsafeDb.quota.create({ data: { tenantId: tenant.id, maxConcurrency: 500 } })
  const { runnerId } = await activeRunner(tenant, 'export const handler = async () => null', { concurrency: 24 })
  return { tenant, runnerId }
}

/** Asks for `count` runs over all tenants while they are carried out. Returns runs a second, the evidence in the log. */
async function carryOut(count: number): Promise<number> {
  const started = performance.now()
  await Promise.all(
    worlds.map(async ({ tenant, runnerId }) => {
      const actor = systemActor(tenant, 'bench')
      for (let asked = 0; asked < count / TENANTS; asked += BATCH) {
        const items = Array.from({ length: Math.min(BATCH, count / TENANTS - asked) }, (_, n) => ({ input: { n } }))
        await startRuns(actor, { runnerId, origin: 'api', items })
      }
    }),
  )
  while (await isOpen()) await new Promise((resolve) => setTimeout(resolve, 50))
  return (count * 1000) / (performance.now() - started)
}

async function isOpen(): Promise<boolean> {
  const [row] = await unsafeDb.$queryRaw<{ open: boolean }[]>`
    select exists (select from "Run" where status in ('queued', 'running')) or exists (select from "EvidencePending") as open`
  return row?.open ?? true
}

/** Jobs a second. */
function bareEngine(engine: string): number {
  const { stdout, status } = spawnSync(process.execPath, ['scripts/bench/no-op-engine.ts', engine, String(RUNS)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`${engine} failed`)
  return RUNS / Number(stdout.trim().split('\n').at(-1))
}

/** Milliseconds of processor time that a process has used, 0 where the system does not say. */
async function cpuOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
}

function print(name: string, p50: number, unit: string, more: object): void {
  console.log(JSON.stringify({ name, p50, unit, ...more }))
}
