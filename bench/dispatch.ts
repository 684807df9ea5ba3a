import { spawn } from 'node:child_process'
import { db } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { changesOf } from '#lib/live/changes.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { printFigure } from '#scripts/bench/print-figure.ts'

// How long a run waits for a worker that has nothing else to do: one run after another, of a warm function.

const RUNS = 200
const tenant = await makeTenant('bench')
const { runnerId } = await activeRunner(tenant, 'export const handler = async () => null')
const worker = spawn(process.execPath, ['--disable-warning=DeprecationWarning', 'lib/worker/main.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
worker.once('exit', (code) => process.exit(code ?? 1))
for (let n = 0; n < 5; n++) await one() // the first ones pay for starting the worker and the function's process

const runs: Awaited<ReturnType<typeof one>>[] = []
for (let n = 0; n < RUNS; n++) runs.push(await one())
const asked = printFigure('asking for a run: gate, row, evidence', sorted(runs.map((run) => run.asked)))
printFigure('run committed → claimed by an idle worker', sorted(runs.map((run) => run.waited)))
printFigure('run asked for → its end is committed', sorted(runs.map((run) => run.whole)), asked, 'asking for it')
worker.removeAllListeners('exit')
worker.kill('SIGTERM')
process.exit()

async function one() {
  const began = Date.now()
  const { id } = await startRun(tenant.engineer, { runnerId, origin: 'api' })
  const committed = Date.now()
  const signal = AbortSignal.timeout(60_000)
  for await (const _ of changesOf(id, signal)) {
    const run = await db.run.findFirst({ where: { tenantId: tenant.id, id } })
    if (run?.status !== 'succeeded' || !run.startedAt) continue
    const whole = Date.now() - began
    return { asked: committed - began, waited: Math.max(0, run.startedAt.getTime() - committed), whole }
  }
  throw new Error('a run of the bench did not end')
}

function sorted(times: number[]): number[] {
  return times.sort((a, b) => a - b)
}
