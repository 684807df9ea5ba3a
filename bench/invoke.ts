import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { systemActor } from '#lib/auth/actor.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { openFunctionHost } from '#lib/provisioning/targets/local/function-host.ts'
import { chooseConfinement } from '#lib/provisioning/targets/local/sandbox/choose-confinement.ts'
import { invocationOf, specOf, writeFunction } from '#lib/provisioning/targets/local/testing/function-fixture.ts'
import { stopTargets } from '#lib/provisioning/targets/targets.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { executeRun } from '#lib/runs/testing/execute-run.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// What an invocation costs beyond the function itself: the same answer from a bare Node HTTP server, from a function in
// its sandbox, and from a run with its gate, row, evidence and committed effect.

const WARM = 2000
const COLD = 40
const RUNS = 200
const event = { order: 7, lines: Array.from({ length: 20 }, (_, n) => ({ sku: `sku-${n}`, n })) }
const signal = new AbortController().signal

const bare = `import http from 'node:http'
  http.createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => { text += chunk })
    request.on('end', () => response.end(JSON.stringify({ order: JSON.parse(text).order })))
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
const agent = new http.Agent({ keepAlive: true })

await chooseConfinement() // found out once a process, so not part of a cold start
const server = await startBare()
const bareWarm = printFigure('bare Node HTTP server, warm', await timesOf(WARM, () => ask(server.port)))
server.stop()
const bareCold = printFigure('bare Node HTTP server, process start to first answer', await timesOf(COLD, coldBare))

const code = writeFunction({ 'index.mjs': 'export const handler = async (event) => ({ order: event.order })' })
const host = openFunctionHost({ codeFolder: async () => code })
const invoke = (runnerId: string) =>
  host.invoke(specOf({ runnerId }), invocationOf(event), { signal, onLog: () => undefined }, async (result) => {
    if (result.outcome !== 'succeeded') throw new Error(result.reason)
  })
await invoke('run_warm')
printFigure(
  'function in its sandbox, warm',
  await timesOf(WARM, () => invoke('run_warm')),
  bareWarm,
  'bare server, warm',
)
let runner = 0
const coldTimes = await timesOf(COLD, () => invoke(`run_cold_${runner++}`))
printFigure('function in its sandbox, cold', coldTimes, bareCold, 'bare server, cold')
await host.close()

const tenant = await makeTenant('bench')
const { runnerId } = await activeRunner(tenant, 'export const handler = async (event) => ({ order: event.order })')
const actor = systemActor(tenant, 'bench')
const run = async () => {
  const { id } = await startRun(actor, { runnerId, input: event, origin: 'api' })
  await executeRun(tenant.id, id)
}
await run()
printFigure(
  'run with gate, row, evidence and committed effect, warm',
  await timesOf(RUNS, run),
  bareWarm,
  'bare server, warm',
)
await stopTargets()
process.exit()

async function startBare(): Promise<{ port: number; stop(): void }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', bare], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { port: Number(line), stop: () => child.kill('SIGKILL') }
}

async function coldBare(): Promise<void> {
  const started = await startBare()
  await ask(started.port)
  started.stop()
}

function ask(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method: 'POST', agent }, (response) => {
      response.resume().once('end', resolve)
    })
    request.once('error', reject).end(JSON.stringify(event))
  })
}
