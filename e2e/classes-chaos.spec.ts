import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { api, expect, home, test, tokenOf } from './fixtures.ts'
import { barecount, classLack, deployApproved, pidOf, withOwner } from './portal.ts'
import { slowContainer, slowHost } from './slow-runners.ts'

type Run = { id: string; status: string; attempt: number; reason: string | null; result: unknown }

let missing: string | undefined
test.beforeAll(async () => {
  test.setTimeout(300_000)
  const manifest = slowContainer()
  missing = await classLack(manifest)
  if (missing) return
  const deployed = await barecount('ada', 'deploy', manifest, '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)
})

/** Starts a run that takes `ms`, and waits until an instance is at work on it. */
async function startedRun(ms: number, runner = 'slow-container'): Promise<string> {
  const input = path.join(home, 'slow.json')
  fs.writeFileSync(input, JSON.stringify({ ms }))
  const started = await barecount('ada', 'run', 'start', runner, '--env', 'dev', '--input', input, '--json')
  expect(started.code, started.stderr).toBe(0)
  const { id } = JSON.parse(started.stdout) as Run
  const token = await tokenOf('ada')
  await expect.poll(async () => (await api<Run>(token, `/runs/${id}`)).body.status, { timeout: 90_000 }).toBe('running')
  return id
}

/** It ends well, with its end written down once. */
async function expectEndsOnce(id: string): Promise<Run> {
  let run: Run | undefined
  await expect
    .poll(
      async () => {
        const token = await tokenOf('ada').catch(() => '')
        run = (await api<Run>(token, `/runs/${id}`).catch(() => undefined))?.body
        return run?.status
      },
      { timeout: 150_000 },
    )
    .toBe('succeeded')
  const ends = await withOwner(async (owner) => {
    const { rows } = await owner.query(
      `select count(*)::int as n from "Evidence" where "runId" = $1 and kind = 'run.finished'`,
      [id],
    )
    return rows[0].n
  })
  expect(ends).toBe(1)
  return run as Run
}

/** The processes of a runner's agents: their environment says which instance each is in. */
async function agentPids(runner: string): Promise<number[]> {
  const alive = await withOwner(async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `select i.id from "Instance" i join "Runner" r on r."tenantId" = i."tenantId" and r.id = i."runnerId"
        where r.name = $1 and i.status in ('starting', 'ready')`,
      [runner],
    )
    return rows.map(({ id }) => id)
  })
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8')
        // In a container the agent itself, in a host what becomes it.
        return /(agent|start)\.mjs/.test(command) && alive.some((id) => environment.includes(id))
      } catch {
        return false // it ended in this instant, or is not ours to look at
      }
    })
}

test('kill -9 of the agent in a container: another takes the run over, and it ends once', async () => {
  test.setTimeout(300_000)
  test.skip(missing !== undefined, missing)
  const id = await startedRun(8000)
  const pids = await agentPids('slow-container')
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  const run = await expectEndsOnce(id)
  expect(run.attempt).toBeGreaterThan(1)
})

test('kill -9 of the worker: the container goes on, and its run ends once', async () => {
  test.setTimeout(300_000)
  test.skip(missing !== undefined, missing)
  const id = await startedRun(5000)
  process.kill(pidOf('worker'), 'SIGKILL')
  await expectEndsOnce(id)
})

test('kill -9 of the engine: what it started goes on or is replaced, and the run ends once', async () => {
  test.setTimeout(300_000)
  test.skip(missing !== undefined, missing)
  const id = await startedRun(5000)
  const worker = pidOf('worker')
  const children = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(worker)], { encoding: 'utf8' }).stdout
  const engine = children.split('\n').find((line) => line.includes('system service'))
  test.skip(!engine, 'The engine here is not one that the portal started.')
  process.kill(Number(engine?.trim().split(/\s+/)[0]), 'SIGKILL')
  await expectEndsOnce(id)
})

test('kill -9 of a host’s agent, then of the worker: its runs go on elsewhere or where they were, and end once', async () => {
  test.setTimeout(600_000)
  const manifest = slowHost()
  const lack = await classLack(manifest)
  test.skip(lack !== undefined, lack)
  await deployApproved(manifest, 'slow-host')

  const first = await startedRun(8000, 'slow-host')
  const pids = await agentPids('slow-host')
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  const taken = await expectEndsOnce(first)
  expect(taken.attempt).toBeGreaterThan(1)

  const second = await startedRun(8000, 'slow-host')
  process.kill(pidOf('worker'), 'SIGKILL')
  await expectEndsOnce(second)
})
