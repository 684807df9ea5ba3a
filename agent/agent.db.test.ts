import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db, unsafeDb } from '#lib/db/client.ts'
import { readOutput } from '#lib/provisioning/targets/local/run-output.ts'
import { startOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { newHome, startAgent } from './testing/agent-process.ts'
import { agentWorld, execAgent, logOf, patient, runOf } from './testing/agent-world.ts'
import { dedicatedRunner, type InvitedRunner } from './testing/invited-runner.ts'

const world = agentWorld()

const statusOf = (id: string) => async () => (await runOf(world, id)).status

/** An agent that runs a shell script once for each run of `runner`. */

async function start({ spec }: InvitedRunner, token?: string, input: unknown = {}): Promise<string> {
  return (await startRun(world.tenant.engineer, { runnerId: spec.runnerId, token, input, origin: 'manual' })).id
}

/** Starts a run and waits until it is over. */
async function runOnce(runner: InvitedRunner, token?: string) {
  const id = await start(runner, token)
  await expect.poll(async () => (await runOf(world, id)).finishedAt, patient).not.toBeNull()
  return runOf(world, id)
}

test('an agent enrols, fetches a run, carries it out and hands in log, output and result', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const script = `input=$(cat); echo "got $input" >&2; echo "$BC_RUN_TOKEN" > $BC_OUTPUT_DIR/token.txt
    mkdir $BC_OUTPUT_DIR/deep; echo x > "$BC_OUTPUT_DIR/deep/a b.txt"; echo "{\\"was\\":$input}"`
  await execAgent(world, runner, script)
  const id = await start(runner, 'first', { n: 7 })
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  const run = await runOf(world, id)
  const outputFiles = ['deep/a b.txt', 'token.txt']
  expect(run).toMatchObject({ result: { was: { n: 7 } }, attempt: 1, outputFiles, costMicros: '0' })
  expect(run.isolation).toMatchObject({ time_limit: { state: 'in_force' }, network: { state: 'absent' } })
  expect(readOutput(runner.spec, 'first', 'token.txt').toString().trim()).toBe('first')
  expect(await logOf(world, id)).toContain('got {"n":7}')
  const evidence = await db.evidence.findMany({
    where: { tenantId: world.tenant.id, runId: id },
    orderBy: { id: 'asc' },
  })
  const kinds = ['run.requested info', 'run.started info', 'run.finished succeeded']
  expect(evidence.map((one) => `${one.kind} ${one.result}`)).toEqual(kinds)
  expect(evidence[2]?.actorLabel).toMatch(/^agent host of orders-/)
  const instance = await db.instance.findFirst({ where: { tenantId: world.tenant.id, id: runner.instanceId ?? '' } })
  expect(instance).toMatchObject({ status: 'ready', readyAt: expect.any(Date), busyAt: expect.any(Date) })
})

test('each way of failing is a failed run with its cause, and nothing it wrote is kept', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 1500, memoryMib: 64 })
  await execAgent(
    world,
    runner,
    `touch $BC_OUTPUT_DIR/half
     case $BC_RUN_TOKEN in
       code) echo no stock >&2; exit 3;;
       signal) kill -SEGV $$;;
       late) sleep 60;;
       large) exec head -c 300m /dev/zero | tail -c 299m;;
       link) ln -s /etc/passwd $BC_OUTPUT_DIR/link;;
       fine) echo '"fine"';;
     esac`,
  )
  expect(await runOnce(runner, 'code')).toMatchObject({
    status: 'failed',
    cause: 'user_error',
    reason: 'The command ended with code 3.',
  })
  expect(await runOnce(runner, 'signal')).toMatchObject({
    cause: 'exited',
    reason: 'The command was ended by signal SIGSEGV.',
  })
  expect(await runOnce(runner, 'late')).toMatchObject({ cause: 'timeout' })
  expect(await runOnce(runner, 'large')).toMatchObject({ cause: 'out_of_memory' })
  const linked = await runOnce(runner, 'link')
  expect(linked).toMatchObject({ cause: 'user_error', outputFiles: [] })
  expect(linked.reason).toContain('link is neither a file nor a folder')
  expect(() => readOutput(runner.spec, 'code', 'half')).toThrow()
  expect(await runOnce(runner, 'fine')).toMatchObject({ status: 'succeeded', result: 'fine' })
})

test('lines arrive in order while the run goes on; each kind in its own order', async () => {
  const runner = await dedicatedRunner(world.tenant)
  await execAgent(world, runner, `for i in 1 2 3 4 5; do echo "line $i"; echo "err $i" >&2; done; sleep 300`)
  const id = await start(runner)
  await expect.poll(() => logOf(world, id), patient).toContain('line 4')
  expect(await statusOf(id)()).toBe('running')
  await cancelRun(world.tenant.engineer, id)
  await expect.poll(statusOf(id), patient).toBe('cancelled')
  const lines = (await logOf(world, id)).split('\n').filter((line) => /^(line|err) /.test(line))
  expect(lines.filter((line) => line.startsWith('err'))).toEqual([1, 2, 3, 4, 5].map((n) => `err ${n}`))
  expect(lines.filter((line) => line.startsWith('line'))).toEqual([1, 2, 3, 4, 5].map((n) => `line ${n}`))
})

test('a cancelled run ends with everything it started', async () => {
  const runner = await dedicatedRunner(world.tenant)
  await execAgent(world, runner, 'sleep 300 & echo "child $!"; echo up; wait')
  const id = await start(runner)
  await expect.poll(() => logOf(world, id), patient).toContain('child')
  const child = Number(/child (\d+)/.exec(await logOf(world, id))?.[1])
  expect(startOf(child)).toBeDefined()
  await cancelRun(world.tenant.engineer, id)
  await expect.poll(statusOf(id), patient).toBe('cancelled')
  expect(startOf(child)).toBeUndefined()
})

test('secrets reach the process and nothing that is kept', async () => {
  await putSecret(world.tenant.admin, { path: 'orders/api-key', value: 'tell-no-one' })
  const runner = await dedicatedRunner(world.tenant, { secrets: { API_KEY: 'orders/api-key' } })
  const agent = await execAgent(
    world,
    runner,
    'echo "\\"$(printf %s "$API_KEY" | wc -c)\\""; env | grep -c BARECOUNT >&2 || true',
  )
  const run = await runOnce(runner)
  expect(run.result).toBe('11')
  expect(await logOf(world, run.id)).toMatch(/^0$/m)
  const kept = fs
    .readdirSync(agent.home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  expect([...kept, agent.said()].filter((text) => text.includes('tell-no-one'))).toEqual([])
  expect(kept.some((text) => text.includes(run.id))).toBe(true)
})

test('told to end, an agent finishes what runs, gives back what waits, and goes', async () => {
  const runner = await dedicatedRunner(world.tenant, { concurrency: 5 })
  const home = newHome()
  const agent = await execAgent(
    world,
    runner,
    'echo up; sleep 3; echo 1',
    { PREFETCH: '5', ON_TERMINATE: `touch ${home}/ended` },
    home,
  )
  const ids = [await start(runner), await start(runner), await start(runner)]
  await expect
    .poll(() => Promise.all(ids.map((id) => statusOf(id)())), patient)
    .toEqual(['running', 'running', 'running'])
  await expect.poll(() => logOf(world, ids[0] ?? ''), patient).toContain('up')
  agent.process.kill('SIGTERM')
  expect(await agent.exited).toBe(0)
  expect(await Promise.all(ids.map((id) => statusOf(id)()))).toEqual(['succeeded', 'queued', 'queued'])
  expect(fs.existsSync(`${home}/ended`)).toBe(true)
})

test('what does not end within the grace is ended and given back', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const agent = await execAgent(world, runner, 'echo up; sleep 300', { GRACE_MS: '300' })
  const id = await start(runner)
  await expect.poll(() => logOf(world, id), patient).toContain('up')
  agent.process.kill('SIGTERM')
  expect(await agent.exited).toBe(0)
  expect(await statusOf(id)(), agent.said()).toBe('queued')
})

test('an instance that is to end is told so by the portal', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const agent = await execAgent(world, runner, 'echo 1')
  await runOnce(runner)
  await unsafeDb.instance.updateMany({ where: { id: runner.instanceId ?? '' }, data: { status: 'draining' } })
  expect(await agent.exited).toBe(0)
})

test('a bootstrap that fails, a driver that is not there, a route that leads nowhere: the instance fails and says why', async () => {
  const cases = [
    [{ BOOTSTRAP: 'echo mounting; echo "no such disk" >&2; exit 5' }, /bootstrap ended with code 5.*no such disk/],
    [{ CHECKS: '{"drivers":[{"name":"libnothing","version":"1.0"}]}' }, /driver libnothing is not installed/],
    [{ CHECKS: '{"routes":["127.0.0.1:1"]}', READY_MS: '500' }, /route 127.0.0.1:1 does not work/],
  ] as const
  for (const [settings, reason] of cases) {
    const runner = await dedicatedRunner(world.tenant)
    const agent = await execAgent(world, runner, 'echo 1', settings)
    expect(await agent.exited).toBe(4)
    const instance = await db.instance.findFirst({ where: { tenantId: world.tenant.id, id: runner.instanceId ?? '' } })
    expect(instance).toMatchObject({ status: 'failed', reason: expect.stringMatching(reason) })
  }
})

test('an artifact that this host does not carry is not run, whatever the portal says', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const home = newHome()
  const first = await execAgent(world, runner, 'echo 1', {}, home)
  await runOnce(runner)
  first.process.kill('SIGTERM')
  await first.exited
  const identity = JSON.parse(fs.readFileSync(path.join(home, 'identity.json'), 'utf8'))
  fs.writeFileSync(path.join(home, 'identity.json'), JSON.stringify({ ...identity, trustedKeys: [] }))
  await execAgent(world, runner, 'echo 1', {}, home)
  const run = await runOnce(runner)
  expect(run).toMatchObject({ status: 'denied', cause: 'denied' })
  expect(run.reason).toContain('not trusted here')
})

test('a home is one agent’s: a second process on it is refused', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const first = await execAgent(world, runner, 'echo 1')
  await runOnce(runner)
  const second = await execAgent(world, runner, 'echo 1', {}, first.home)
  expect(await second.exited).toBe(2)
  expect(second.said()).toContain('another agent')
})

test('settings that cannot be are told, by name', async () => {
  const agent = await startAgent({ URL: world.portal.url, MODE: 'exec' })
  expect(await agent.exited).toBe(2)
  expect(agent.said()).toContain('BARECOUNT_AGENT_COMMAND')
  const stranger = await startAgent({
    URL: world.portal.url,
    ENROLMENT: 'bce_nothing',
    MODE: 'exec',
    COMMAND: '["true"]',
  })
  expect(await stranger.exited).toBe(3)
  expect(stranger.said()).toContain('enrolment token is not valid')
})
