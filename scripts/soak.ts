// `npm run soak`: many runs while processes are killed at random; then all that is promised is checked. Exit 1 if any is broken.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureDatabase } from '#lib/db/embedded/ensure-database.ts'
import { applicationUrl, prepareDatabase } from '#lib/db/prepare-database.ts'
import { freePort } from '#lib/free-port.ts'
import { chances, readOptions } from './soak/options.ts'

const options = readOptions(process.argv.slice(2))
const home = path.resolve(options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-soak-')))
fs.mkdirSync(home, { recursive: true })
fs.chmodSync(home, 0o755)
const folder = path.join(home, 'database')
const server = await ensureDatabase(folder)
await prepareDatabase(server.ownerUrl)
// What follows reads its settings when it is loaded.
Object.assign(process.env, {
  DATABASE_URL: await applicationUrl(server.ownerUrl),
  BARECOUNT_HOME: home,
  BARECOUNT_DRAIN_SECONDS: '10',
  LOG_LEVEL: 'silent',
})
const { unsafeDb } = await import('#lib/db/client.ts')
const { agentBundle } = await import('#lib/agents/agent-bundle.ts')
const { makeWorld } = await import('./soak/world.ts')
const { Crew } = await import('./soak/crew.ts')
const { feed } = await import('./soak/feed.ts')
const { sample } = await import('./soak/sampler.ts')
const { command } = await import('./soak/code.ts')
const { verify } = await import('./soak/verify.ts')

const began = Date.now()
const stopping = new AbortController()
const chance = chances(options.seed)
const tenants = await makeWorld(options.tenants)
const crew = new Crew()
const env = process.env
for (let n = 0; n < options.workers; n++) crew.add('worker', () => ({ args: ['lib/worker/main.ts'], env }))
const port = await freePort()
crew.add('web', () => ({ args: ['scripts/soak/portal.ts', String(port)], env }))
const agent = await agentBundle()
for (const [n, { enrolment }] of tenants.entries()) addAgent(n, enrolment)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void give())

const samples = {
  taken: 0,
  missed: 0,
  most: { platform: 0, tenant: 0, class: 0, runner: 0 },
  violations: [] as string[],
}
const sampling = sample(() => server.ownerUrl, stopping.signal, samples)
const guarding = guardDatabase(stopping.signal)
const fed = { asked: 0, created: 0, known: 0, refused: 0, retried: 0 }
/** Runs that have not ended, counted through the indexes of what is open: what has ended only grows. */
async function open(): Promise<number> {
  const [row] = await unsafeDb.$queryRaw<[{ open: number }]>`
    select ((select count(*) from "Run" where status = 'queued') + (select count(*) from "Run" where status = 'running')
      + (select count(*) from "Run" where status = 'retrying'))::int as open`
  return row.open
}
const feeding = feed({ runs: options.runs, tenants, chance: chances(options.seed + 1), open }, fed)

const killed: Record<string, number> = { worker: 0, agent: 0, web: 0, database: 0 }
await killAsRunsEnd()
await feeding
while (await open().catch(() => 1)) await pause(200)
const pending = () => unsafeDb.evidencePending.count()
while (await pending().catch(() => 1)) await pause(200)
stopping.abort()
await Promise.all([sampling, guarding])
const took = Math.round((Date.now() - began) / 1000)
await crew.stop()

const checks = await verify(tenants, options.runs)
checks.push({ name: 'no limit was passed at any sample', of: samples.taken, problems: samples.violations })
const broken = await report()
await unsafeDb.$disconnect()
server.stop()
if (!options.home) fs.rmSync(home, { recursive: true, force: true })
process.exit(broken ? 1 : 0)

/** Asked to end before it is over, it leaves nothing running. */
async function give(): Promise<void> {
  stopping.abort()
  await crew.stop()
  server.stop()
  process.exit(130)
}

function addAgent(n: number, enrolment: string): void {
  const settings = {
    URL: `http://127.0.0.1:${port}`,
    ENROLMENT: enrolment,
    HOME: path.join(home, 'agents', String(n)),
    MODE: 'exec',
    CLASSES: 'container,managed_etl,dedicated_compute',
    COMMAND: JSON.stringify(['/bin/sh', '-c', command]),
    CAPACITY: '8',
    LEASE_MS: '8000',
  }
  const { PATH = '', TMPDIR = os.tmpdir() } = process.env
  const named = Object.entries(settings).map(([name, value]) => [`BARECOUNT_AGENT_${name}`, value])
  fs.mkdirSync(settings.HOME, { recursive: true, mode: 0o755 })
  crew.add('agent', () => ({
    args: [agent],
    cwd: settings.HOME,
    env: { PATH, TMPDIR, NODE_ENV: 'production', ...Object.fromEntries(named) },
  }))
}

/** Starts the database again whenever it has died, as `npm run up` does. */
async function guardDatabase(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(500, undefined, { signal }).catch(() => undefined)
    await ensureDatabase(folder).catch(() => undefined)
  }
}

/** Kills something each time another share of the runs has ended, so that the kills are spread over all of them. */
async function killAsRunsEnd(): Promise<void> {
  const step = Math.max(1, options.runs / (options.kills + 1))
  for (let n = 1; n <= options.kills; n++) {
    while (fed.asked - (await open().catch(() => fed.asked)) < n * step) await pause(200)
    await pause(chance() * 300)
    while (!kill()) await pause(100)
    const line = Object.entries(killed).map(([kind, times]) => `${times} ${kind}`)
    console.error(`${fed.asked} asked for, ${Math.round(n * step)} ended; killed: ${line.join(', ')}`)
  }
}

function kill(): boolean {
  const which = chance()
  const kind = which < 0.45 ? 'worker' : which < 0.8 ? 'agent' : which < 0.88 ? 'web' : 'database'
  const done = kind === 'database' ? killDatabase() : crew.kill(kind, chance())
  if (done) killed[kind] = (killed[kind] ?? 0) + 1
  return done
}

function killDatabase(): boolean {
  try {
    process.kill(Number(fs.readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    return true
  } catch {
    return false // it is just being started again
  }
}

async function report(): Promise<boolean> {
  const rows = await unsafeDb.run.groupBy({ by: ['status'], _count: true })
  const attempts = await unsafeDb.runAttempt.groupBy({ by: ['status'], _count: true })
  const list = (groups: { status: string; _count: number }[]) =>
    groups.map(({ status, _count }) => `${_count} ${status}`).join(', ')
  const kills = Object.entries(killed).map(([kind, times]) => `${times} ${kind}`)
  console.log(`Soak of ${options.runs} runs, ${options.tenants} tenants, 4 classes, in ${took} s
  runs:      ${list(rows)}
  attempts:  ${list(attempts)}
  asking:    ${fed.created} created, ${fed.refused} refused, ${fed.known} known by their token, ${fed.retried} calls made again
  killed:    ${kills.join(', ')} (${Object.values(killed).reduce((sum, times) => sum + times, 0)} in all)
  at once:   ${samples.most.platform} of all, ${samples.most.tenant} a tenant, ${samples.most.class} a class, ${samples.most.runner} a runner at most, in ${samples.taken} samples`)
  for (const { name, of, problems } of checks) {
    console.log(`  ${problems.length ? 'BROKEN' : 'ok    '}  ${name} (${of})`)
    for (const problem of problems.slice(0, 10)) console.log(`            ${problem}`)
  }
  return checks.some(({ problems }) => problems.length > 0)
}
