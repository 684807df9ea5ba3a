import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpoolEntry } from '#lib/agents/schema.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { getRun } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { endAgents, newHome, startAgent } from './testing/agent-process.ts'
import { dedicatedRunner, type FetchedRunner } from './testing/fetched-runner.ts'
import { openTestPortal, type TestPortal } from './testing/portal.ts'
import { tickLeases } from './testing/tick.ts'

let tenant: TestTenant
let portal: TestPortal
tickLeases()
beforeAll(async () => {
  tenant = await makeTenant()
  await unsafeDb.quota.create({ data: { tenantId: tenant.id, maxConcurrency: 1000, maxRunners: 100 } })
  portal = await openTestPortal()
})
afterAll(async () => {
  endAgents()
  await portal.goAway()
})

const JOBS = 500
const patient = { timeout: 50_000, interval: 100 }
const veryPatient = { timeout: 120_000, interval: 250 }

const execAgent = ({ token }: FetchedRunner, script: string, settings: Record<string, string>, home: string) =>
  startAgent(
    {
      URL: portal.url,
      ENROLMENT: token,
      MODE: 'exec',
      COMMAND: JSON.stringify(['/bin/sh', '-c', script]),
      ...settings,
    },
    home,
  )

/** The spool as it lies on the disk of an agent. */
function spoolOf(home: string): SpoolEntry[] {
  const files = fs.readdirSync(`${home}/spool`).sort()
  const lines = files.flatMap((name) => fs.readFileSync(`${home}/spool/${name}`, 'utf8').split('\n').filter(Boolean))
  return lines.map((line) => JSON.parse(line) as SpoolEntry)
}
const finishedIn = (home: string) =>
  spoolOf(home).flatMap((entry) => (entry.kind === 'run.finished' ? [entry.body.runId] : []))

async function startMany(runner: FetchedRunner, count: number): Promise<string[]> {
  const ids: string[] = []
  const { runnerId } = runner.spec
  for (let at = 0; at < count; at += 10) {
    const some = Array.from({ length: Math.min(10, count - at) }, (_, n) =>
      startRun(tenant.engineer, { runnerId, token: `job-${at + n}`, input: { n: at + n }, origin: 'manual' }),
    )
    ids.push(...(await Promise.all(some)).map((one) => one.id))
  }
  return ids
}

const leases = () => portal.seen.filter((request) => request === 'POST /agent/lease').length

const countOf = (runner: FetchedRunner, status: 'running' | 'succeeded') =>
  db.run.count({ where: { tenantId: tenant.id, runnerId: runner.spec.runnerId, status } })

test('500 jobs are carried out with the portal away; it returns, and all are there once, in order, with the gap visible', async () => {
  const runner = await dedicatedRunner(tenant, { timeoutMs: 120_000, concurrency: 20 })
  const home = newHome()
  const settings = { PREFETCH: String(JOBS), CAPACITY: '4', LEASE_MS: '600000' }
  await execAgent(runner, `while [ ! -e ${home}/gate ]; do sleep 0.1; done; cat`, settings, home)
  const ids = await startMany(runner, JOBS)
  await expect.poll(() => countOf(runner, 'running'), veryPatient).toBe(JOBS)
  // It asks again once it has the answer that brought the last of them.
  const asked = leases()
  await expect.poll(leases, patient).toBeGreaterThan(asked)

  await portal.goAway()
  const goneAt = Date.now()
  fs.writeFileSync(`${home}/gate`, '')
  await expect.poll(() => finishedIn(home).length, veryPatient).toBe(JOBS)
  expect(await countOf(runner, 'running')).toBe(JOBS)
  const told = finishedIn(home)
  // Away long enough to count as an outage, however fast the jobs were.
  await expect.poll(() => Date.now() - goneAt, patient).toBeGreaterThan(6000)
  await portal.comeBack()
  await expect.poll(() => countOf(runner, 'succeeded'), veryPatient).toBe(JOBS)

  const where = { tenantId: tenant.id, runnerId: runner.spec.runnerId }
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
  const runner = await dedicatedRunner(tenant)
  const home = newHome()
  const first = await execAgent(runner, `while [ ! -e ${home}/gate ]; do sleep 0.1; done; echo 1`, {}, home)
  const [id = ''] = await startMany(runner, 1)
  await expect.poll(() => countOf(runner, 'running'), patient).toBe(1)
  await portal.goAway()
  fs.writeFileSync(`${home}/gate`, '')
  await expect.poll(() => finishedIn(home), patient).toEqual([id])
  first.process.kill('SIGKILL')
  await first.exited
  const file = `${home}/spool/${fs.readdirSync(`${home}/spool`)[0]}`
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"result":"1"', '"result":"2"'))
  await portal.comeBack()
  const second = await execAgent(runner, 'echo 1', {}, home)
  expect(await second.exited).toBe(3)
  expect(second.said()).toContain('spool_refused')
  expect(await getRun(tenant.engineer, id)).toMatchObject({ result: null })
  expect(finishedIn(home)).toEqual([id])
})

test('a spool that two copies of a host write is a fork: the second is refused', async () => {
  const runner = await dedicatedRunner(tenant)
  const [home, copy] = [newHome(), newHome()]
  const first = await execAgent(runner, 'echo 1', {}, home)
  await startMany(runner, 1)
  await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(1)
  first.process.kill('SIGTERM')
  await first.exited
  fs.cpSync(home, copy, { recursive: true })
  const again = await execAgent(runner, 'echo 2', {}, home)
  await startRun(tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
  await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(2)
  again.process.kill('SIGTERM')
  await again.exited
  const forked = await execAgent(runner, 'echo 3', {}, copy)
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
    const runner = await dedicatedRunner(tenant, { concurrency: 5, timeoutMs: 60_000 })
    const home = disk ?? ''
    const gate = newHome()
    const agent = await execAgent(
      runner,
      `while [ ! -e ${gate}/gate ]; do sleep 0.1; done; echo 1`,
      { PREFETCH: '3' },
      home,
    )
    const ids = await startMany(runner, 3)
    await expect.poll(() => countOf(runner, 'running'), patient).toBe(3)
    fillDisk(home)
    fs.writeFileSync(`${gate}/gate`, '')
    await expect.poll(() => agent.said(), patient).toContain('the spool can not be written')
    const health = async () =>
      (await db.agent.findFirst({ where: { tenantId: tenant.id, runnerId: runner.spec.runnerId } }))?.health ?? ''
    await expect.poll(health, patient).toContain('Its disk takes no more')
    const { id: later } = await startRun(tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
    await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(0)
    expect(await getRun(tenant.engineer, later)).toMatchObject({ status: 'queued' })
    fs.rmSync(`${home}/filler`)
    await expect.poll(() => countOf(runner, 'succeeded'), patient).toBe(4)
    expect(await Promise.all(ids.map(async (id) => (await getRun(tenant.engineer, id)).attempt))).toEqual([1, 1, 1])
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
