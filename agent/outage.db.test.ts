import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpoolEntry } from '#lib/agents/schema.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { endAgents, newHome } from './testing/agent-process.ts'
import { agentWorld, execAgent, patient, runOf } from './testing/agent-world.ts'
import { dedicatedRunner, type InvitedRunner } from './testing/invited-runner.ts'
import { tickLeases } from './testing/tick.ts'

const world = agentWorld()
tickLeases()
beforeAll(async () => {
  await unsafeDb.quota.create({ data: { tenantId: world.tenant.id, maxConcurrency: 1000, maxRunners: 100 } })
})

const JOBS = 500
const veryPatient = { timeout: 120_000, interval: 250 }

/** The spool as it lies on the disk of an agent. */
function spoolOf(home: string): SpoolEntry[] {
  const files = fs.readdirSync(`${home}/spool`).sort()
  const lines = files.flatMap((name) => fs.readFileSync(`${home}/spool/${name}`, 'utf8').split('\n').filter(Boolean))
  return lines.map((line) => JSON.parse(line) as SpoolEntry)
}
const finishedIn = (home: string) =>
  spoolOf(home).flatMap((entry) => (entry.kind === 'run.finished' ? [entry.body.runId] : []))

async function startMany(runner: InvitedRunner, count: number): Promise<string[]> {
  const ids: string[] = []
  const { runnerId } = runner.spec
  for (let at = 0; at < count; at += 10) {
    const some = Array.from({ length: Math.min(10, count - at) }, (_, n) =>
      startRun(world.tenant.engineer, { runnerId, token: `job-${at + n}`, input: { n: at + n }, origin: 'manual' }),
    )
    ids.push(...(await Promise.all(some)).map((one) => one.id))
  }
  return ids
}

const leases = () => world.portal.seen.filter((request) => request === 'POST /agent/lease').length

const countOf = (runner: InvitedRunner, status: 'running' | 'succeeded') =>
  db.run.count({ where: { tenantId: world.tenant.id, runnerId: runner.spec.runnerId, status } })

test('500 jobs are carried out with the portal away; it returns, and all are there once, in order, with the gap visible', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 120_000, concurrency: 20 })
  const home = newHome()
  const settings = { PREFETCH: String(JOBS), CAPACITY: '4', LEASE_MS: '600000' }
  await execAgent(world, runner, `while [ ! -e ${home}/gate ]; do sleep 0.1; done; cat`, settings, home)
  const ids = await startMany(runner, JOBS)
  await expect.poll(() => countOf(runner, 'running'), veryPatient).toBe(JOBS)
  // It asks again once it has the answer that brought the last of them.
  const asked = leases()
  await expect.poll(leases, patient).toBeGreaterThan(asked)

  await world.portal.goAway()
  const goneAt = Date.now()
  fs.writeFileSync(`${home}/gate`, '')
  await expect.poll(() => finishedIn(home).length, veryPatient).toBe(JOBS)
  expect(await countOf(runner, 'running')).toBe(JOBS)
  const told = finishedIn(home)
  // Away long enough to count as an outage, however fast the jobs were.
  await expect.poll(() => Date.now() - goneAt, patient).toBeGreaterThan(6000)
  await world.portal.comeBack()
  await expect.poll(() => countOf(runner, 'succeeded'), veryPatient).toBe(JOBS)

  const where = { tenantId: world.tenant.id, runnerId: runner.spec.runnerId }
  const runs = await db.run.findMany({ where, select: { id: true, attempt: true, result: true, input: true } })
  expect(runs.every((run) => run.attempt === 1)).toBe(true)
  expect(runs.map((run) => run.result)).toEqual(runs.map((run) => run.input))
  expect([...told].sort()).toEqual([...ids].sort())
  const evidence = await db.evidence.findMany({ where: { ...where, kind: 'run.finished' }, orderBy: { id: 'asc' } })
  expect(evidence.map((one) => one.runId)).toEqual(told)
  await expect.poll(() => db.evidence.count({ where: { ...where, kind: 'agent.drained' } }), patient).toBe(1)
  const drained = await db.evidence.findFirst({ where: { ...where, kind: 'agent.drained' } })
  expect(drained?.sentence).toMatch(/was away for \d+ s and then handed in 500 runs, entries \d+ to \d+\./)
}, 300_000)

test('a spool that was changed on disk is refused, and the agent stops', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const home = newHome()
  const first = await execAgent(
    world,
    runner,
    `touch ${home}/began; while [ ! -e ${home}/gate ]; do sleep 0.1; done; echo 1`,
    {},
    home,
  )
  const [id = ''] = await startMany(runner, 1)
  // The row says so before the agent has heard of it.
  await expect.poll(() => fs.existsSync(`${home}/began`), patient).toBe(true)
  await world.portal.goAway()
  fs.writeFileSync(`${home}/gate`, '')
  await expect.poll(() => finishedIn(home), patient).toEqual([id])
  first.process.kill('SIGKILL')
  await first.exited
  const file = `${home}/spool/${fs.readdirSync(`${home}/spool`)[0]}`
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"result":"1"', '"result":"2"'))
  await world.portal.comeBack()
  const second = await execAgent(world, runner, 'echo 1', {}, home)
  expect(await second.exited).toBe(3)
  expect(second.said()).toContain('spool_refused')
  expect(await runOf(world, id)).toMatchObject({ result: null })
  expect(finishedIn(home)).toEqual([id])
})

test('a spool that two copies of a host write is a fork: the second is refused', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const [home, copy] = [newHome(), newHome()]
  const first = await execAgent(world, runner, 'echo 1', {}, home)
  await startMany(runner, 1)
  await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(1)
  first.process.kill('SIGTERM')
  await first.exited
  fs.cpSync(home, copy, { recursive: true })
  const again = await execAgent(world, runner, 'echo 2', {}, home)
  await startRun(world.tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
  await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(2)
  again.process.kill('SIGTERM')
  await again.exited
  const forked = await execAgent(world, runner, 'echo 3', {}, copy)
  expect(await forked.exited).toBe(3)
})

/** A small disk of our own, where this account may mount one. */
function smallDisk(): string | undefined {
  const place = newHome()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=755', 'tmpfs', place], { stdio: 'ignore' })
    return place
  } catch {
    return undefined
  }
}
const disk = smallDisk()
afterAll(() => {
  endAgents()
  if (disk) execFileSync('umount', ['-l', disk])
})

test.skipIf(!disk)(
  'a full disk: the agent says so, takes no more, and loses nothing (skipped where nothing can be mounted)',
  async () => {
    const runner = await dedicatedRunner(world.tenant, { concurrency: 5, timeoutMs: 60_000 })
    const home = disk ?? ''
    const gate = newHome()
    // More than what is left of a page: a file may still grow by that when the disk is full.
    const talk = `for i in 1 2 3 4 5 6 7 8 9 10; do head -c 1000 /dev/zero | tr '\\0' x; echo; done`
    const agent = await execAgent(
      world,
      runner,
      `touch ${gate}/began; while [ ! -e ${gate}/gate ]; do sleep 0.1; done; ${talk}; echo 1`,
      { PREFETCH: '3' },
      home,
    )
    const ids = await startMany(runner, 3)
    await expect.poll(() => countOf(runner, 'running'), patient).toBe(3)
    await expect.poll(() => fs.existsSync(`${gate}/began`), patient).toBe(true)
    fillDisk(home)
    fs.writeFileSync(`${gate}/gate`, '')
    await expect.poll(() => agent.said(), patient).toContain('the spool cannot be written')
    const health = async () =>
      (await db.agent.findFirst({ where: { tenantId: world.tenant.id, runnerId: runner.spec.runnerId } }))?.health ?? ''
    await expect.poll(health, patient).toContain('Its disk takes no more')
    const { id: later } = await startRun(world.tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
    await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(0)
    expect(await runOf(world, later)).toMatchObject({ status: 'queued' })
    fs.rmSync(`${home}/filler`)
    await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(4)
    // What ran when the disk filled up keeps its end; what began in that instant may have been given back once.
    const attempts = await Promise.all(ids.map(async (id) => (await runOf(world, id)).attempt))
    expect(Math.min(...attempts)).toBe(1)
    expect(Math.max(...attempts)).toBeLessThanOrEqual(2)
    await expect.poll(health, patient).toBe('')
  },
)

/** Takes every byte that is left. */
function fillDisk(folder: string): void {
  const handle = fs.openSync(`${folder}/filler`, 'w')
  try {
    for (let size = 65_536; size >= 1; ) {
      try {
        fs.writeSync(handle, Buffer.alloc(size))
      } catch {
        size = Math.floor(size / 2)
      }
    }
  } finally {
    fs.closeSync(handle)
  }
}
