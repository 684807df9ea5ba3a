import fs from 'node:fs'
import { expect, test } from 'vitest'
import { db, unsafeDb } from '#lib/db/client.ts'
import { readOutput } from '#lib/provisioning/targets/local/run-output.ts'
import { killTree, startOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { type AgentProcess, newHome, startAgent } from './testing/agent-process.ts'
import { agentWorld, logOf, patient, runOf } from './testing/agent-world.ts'
import { dedicatedRunner, type InvitedRunner, newInstance } from './testing/invited-runner.ts'
import { tickLeases } from './testing/tick.ts'

const world = agentWorld()
tickLeases()

const statusOf = (id: string) => async () => (await runOf(world, id)).status
const started = ['run.requested', 'run.started', 'run.handed_back', 'run.started']
const evidenceOfTakeOver = [...started, 'run.taken_over', 'run.finished']
const evidenceOf = async (runId: string) => {
  const rows = await db.evidence.findMany({ where: { tenantId: world.tenant.id, runId }, orderBy: { id: 'asc' } })
  return rows.map((one) => one.kind)
}

/** The first to carry a run out waits until `gate` exists; who comes later does not. */
const gated = (
  gate: string,
) => `[ -e ${gate}.first ] || { touch ${gate}.first; echo "up $$"; while [ ! -e ${gate} ]; do sleep 0.1; done; }
  echo "$WHO" > $BC_OUTPUT_DIR/who; echo "\\"$WHO\\""`

function agentOf(token: string, who: string, gate: string, home?: string): Promise<AgentProcess> {
  const command = ['/usr/bin/env', `WHO=${who}`, '/bin/sh', '-c', gated(gate)]
  const settings = {
    URL: world.portal.url,
    ENROLMENT: token,
    MODE: 'exec',
    COMMAND: JSON.stringify(command),
    LEASE_MS: '2000',
  }
  return startAgent(settings, home)
}

async function startGated(runner: InvitedRunner, token: string): Promise<string> {
  const { id } = await startRun(world.tenant.engineer, { runnerId: runner.spec.runnerId, token, origin: 'manual' })
  await expect.poll(() => logOf(world, id), patient).toContain('up')
  return id
}

/** Ends the script that an agent which is not there to do so has left behind. */
const endOrphan = async (id: string) => killTree(Number(/up (\d+)/.exec(await logOf(world, id))?.[1]))

test('an agent is killed in the middle of a run: another takes it over, and its effect is there once', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 60_000 })
  const gate = `${newHome()}/gate`
  const first = await agentOf(runner.token, 'first', gate)
  const id = await startGated(runner, 'killed')
  first.process.kill('SIGKILL')
  await first.exited
  const { token } = await newInstance(world.tenant, runner.spec)
  await agentOf(token, 'second', gate)
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  expect(await runOf(world, id)).toMatchObject({ attempt: 2, result: 'second', outputFiles: ['who'] })
  expect(readOutput(runner.spec, 'killed', 'who').toString()).toBe('second\n')
  expect(await evidenceOf(id)).toEqual(evidenceOfTakeOver)
  await endOrphan(id)
})

test('an agent that was frozen wakes up after another took its run: it can write nothing, and drops it', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 60_000 })
  const gate = `${newHome()}/gate`
  const first = await agentOf(runner.token, 'frozen', gate)
  const id = await startGated(runner, 'frozen')
  first.process.kill('SIGSTOP')
  const { token } = await newInstance(world.tenant, runner.spec)
  await agentOf(token, 'second', gate)
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  // Its command comes to its end, and the agent learns of it when it wakes.
  fs.writeFileSync(gate, '')
  first.process.kill('SIGCONT')
  await expect.poll(() => first.said(), patient).toMatch(/another attempt holds it/)
  expect(await runOf(world, id)).toMatchObject({ attempt: 2, result: 'second' })
  expect(readOutput(runner.spec, 'frozen', 'who').toString()).toBe('second\n')
  expect(await evidenceOf(id)).toEqual(evidenceOfTakeOver)
  expect(fs.readdirSync(`${first.home}/work`)).toEqual([])
  // It is none the worse for it.
  await unsafeDb.agent.updateMany({
    where: { instanceId: { not: runner.instanceId ?? '' } },
    data: { revokedAt: new Date() },
  })
  const { id: next } = await startRun(world.tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
  await expect.poll(async () => (await runOf(world, next)).result, patient).toBe('frozen')
})

test('an agent that is started again after a kill gives back what it held, without waiting for the lease', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 60_000 })
  const gate = `${newHome()}/gate`
  const home = newHome()
  const first = await agentOf(runner.token, 'first', gate, home)
  const id = await startGated(runner, 'again')
  await unsafeDb.run.updateMany({ where: { id }, data: { leaseUntil: new Date(Date.now() + 3600_000) } })
  first.process.kill('SIGKILL')
  await first.exited
  await agentOf(runner.token, 'again', gate, home)
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  expect(await runOf(world, id)).toMatchObject({ attempt: 2, result: 'again' })
  // The same agent goes on: nobody took anything over.
  expect(await evidenceOf(id)).toEqual([...started, 'run.finished'])
  const orphan = Number(/up (\d+)/.exec(await logOf(world, id))?.[1])
  expect(startOf(orphan)).toBeUndefined()
})

test('an agent that dies after the end of a run was on disk hands it in when it is started again', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 60_000 })
  const gate = `${newHome()}/gate`
  const home = newHome()
  const first = await agentOf(runner.token, 'first', gate, home)
  const id = await startGated(runner, 'spooled')
  await world.portal.goAway()
  fs.writeFileSync(gate, '')
  await expect.poll(() => spoolOf(home), patient).toContain('run.finished')
  first.process.kill('SIGKILL')
  await first.exited
  await world.portal.comeBack()
  await agentOf(runner.token, 'again', gate, home)
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  expect(await runOf(world, id)).toMatchObject({ attempt: 1, result: 'first', outputFiles: ['who'] })
})

test('a run whose agents die again and again is given up', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 60_000 })
  const gate = `${newHome()}/gate`
  const { id } = await startRun(world.tenant.engineer, { runnerId: runner.spec.runnerId, origin: 'manual' })
  for (let attempt = 1; attempt <= 3; attempt++) {
    const { token, instanceId } = await newInstance(world.tenant, runner.spec)
    fs.rmSync(`${gate}.first`, { force: true })
    const agent = await agentOf(token, 'dying', gate)
    await expect.poll(async () => (await runOf(world, id)).attempt, patient).toBe(attempt)
    agent.process.kill('SIGKILL')
    await agent.exited
    await unsafeDb.instance.updateMany({ where: { id: instanceId }, data: { status: 'failed' } })
  }
  await expect.poll(statusOf(id), patient).toBe('failed')
  expect(await runOf(world, id)).toMatchObject({ cause: 'platform', attempt: 3 })
})

const spoolOf = (home: string) =>
  fs
    .readdirSync(`${home}/spool`)
    .map((name) => fs.readFileSync(`${home}/spool/${name}`, 'utf8'))
    .join('')
