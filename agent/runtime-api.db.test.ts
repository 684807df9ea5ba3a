import fs from 'node:fs'
import { expect, test } from 'vitest'
import { runSynthetic } from '#lib/agents/run-synthetic.ts'
import { systemActor } from '#lib/auth/actor.ts'
import { transaction, unsafeDb } from '#lib/db/client.ts'
import { freePort } from '#lib/free-port.ts'
import { smokeSecret } from '#lib/provisioning/smoke-secret.ts'
import { readRunLog } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { writeSecret } from '#lib/secrets/write-secret.ts'
import { newHome, startAgent } from './testing/agent-process.ts'
import { agentWorld, patient, runOf } from './testing/agent-world.ts'
import { dedicatedRunner, type InvitedRunner, newInstance } from './testing/invited-runner.ts'

const world = agentWorld()

/** A service as somebody would put it into an image: asks for work with as many pollers as it is told. */
const service = `
  const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/'
  async function poll() {
    for (;;) {
      const event = await fetch(api + 'next')
      const id = event.headers.get('lambda-runtime-aws-request-id')
      const { custom } = JSON.parse(event.headers.get('lambda-runtime-client-context'))
      const input = await event.json()
      console.log(id + ' doing ' + input.do)
      if (input.do === 'exit') process.exit(7)
      if (input.do === 'hang') await new Promise(() => setInterval(() => {}, 1000))
      if (input.do === 'write') require('fs').writeFileSync(custom.output_dir + '/made', custom.run_token)
      if (input.do === 'wait') await new Promise((done) => setTimeout(done, 1500))
      const failed = input.do === 'fail'
      const body = failed ? { errorType: 'RangeError', errorMessage: 'no stock' } : { pid: process.pid, key: process.env.API_KEY?.length ?? 0 }
      await fetch(api + id + (failed ? '/error' : '/response'), { method: 'POST', body: JSON.stringify(body) })
    }
  }
  for (let n = 0; n < Number(process.argv[1]); n++) poll()`

async function serviceAgent({ token }: InvitedRunner, capacity = 1) {
  const command = JSON.stringify([process.execPath, '-e', service, String(capacity)])
  const settings = { MODE: 'runtime_api', CLASSES: 'dedicated_compute', COMMAND: command, CAPACITY: String(capacity) }
  return startAgent({ URL: world.portal.url, ENROLMENT: token, RUNTIME_PORT: String(await freePort()), ...settings })
}

async function start({ spec }: InvitedRunner, what: string): Promise<string> {
  return (await startRun(world.tenant.engineer, { runnerId: spec.runnerId, input: { do: what }, origin: 'manual' })).id
}
async function ended(id: string) {
  await expect.poll(async () => (await runOf(world, id)).finishedAt, patient).not.toBeNull()
  return runOf(world, id)
}
const runOnce = async (runner: InvitedRunner, what: string) => ended(await start(runner, what))
const pidOf = (run: { result: unknown }) => (run.result as { pid: number }).pid

test('a process is served its work by the Runtime API: warm, with output, log and the error it tells', async () => {
  const runner = await dedicatedRunner(world.tenant)
  await serviceAgent(runner)
  const first = await runOnce(runner, 'write')
  expect(first).toMatchObject({ status: 'succeeded', coldStart: true, outputFiles: ['made'] })
  const second = await runOnce(runner, 'fine')
  expect(second).toMatchObject({ status: 'succeeded', coldStart: false })
  expect(pidOf(second)).toBe(pidOf(first))
  expect(await runOnce(runner, 'fail')).toMatchObject({ cause: 'user_error', reason: 'RangeError: no stock' })
  const log = (await readRunLog(world.tenant.engineer, second.id)).map((one) => one.text).join('\n')
  expect(log).toContain('doing fine')
})

test('a process that ends or hangs has failed its run, and is started again for the next', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 1500 })
  await serviceAgent(runner)
  expect(await runOnce(runner, 'exit')).toMatchObject({ cause: 'exited', reason: expect.stringContaining('code 7') })
  expect(await runOnce(runner, 'hang')).toMatchObject({ cause: 'timeout' })
  expect(await runOnce(runner, 'fine')).toMatchObject({ status: 'succeeded' })
})

test('as many runs at once as its capacity; one that must be ended does not fail the others', async () => {
  const runner = await dedicatedRunner(world.tenant, { timeoutMs: 3000, concurrency: 4 })
  await serviceAgent(runner, 3)
  const ids = await Promise.all([start(runner, 'hang'), start(runner, 'wait'), start(runner, 'wait')])
  const [hung, one, two] = await Promise.all(ids.map(ended))
  expect(hung).toMatchObject({ cause: 'timeout' })
  expect([one?.status, two?.status]).toEqual(['succeeded', 'succeeded'])
  const overlap = (one?.startedAt ?? 0) < (two?.finishedAt ?? 0) && (two?.startedAt ?? 0) < (one?.finishedAt ?? 0)
  expect(overlap).toBe(true)
})

test('it starts with its secrets, and again when they have changed', async () => {
  const key = (length: number) => putSecret(world.tenant.admin, { path: 'svc/key', value: 'k'.repeat(length) })
  await key(5)
  const runner = await dedicatedRunner(world.tenant, { secrets: { API_KEY: 'svc/key' } })
  await serviceAgent(runner)
  const first = await runOnce(runner, 'fine')
  expect(first.result).toMatchObject({ key: 5 })
  await key(8)
  const second = await runOnce(runner, 'fine')
  expect(second.result).toMatchObject({ key: 8 })
  expect(pidOf(second)).not.toBe(pidOf(first))
})

test('a synthetic instance takes its own run and no other; a smoke test is answered by the agent', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const { spec } = runner
  const synthetic = await newInstance(world.tenant, spec, { synthetic: true })
  await serviceAgent({ ...runner, ...synthetic })
  const waiting = await start(runner, 'fine')
  const actor = systemActor({ id: world.tenant.id, slug: world.tenant.slug }, 'worker')
  await transaction((tx) => writeSecret(tx, actor, smokeSecret(spec.runnerId), 'hush'))
  const invocation = { token: 'smoke', input: '{"nonce":"n"}', traceId: '0'.repeat(32) }
  const request = { spec, instanceId: synthetic.instanceId, invocation, onLog: () => undefined }
  const result = await runSynthetic(actor, { ...request, signal: new AbortController().signal })
  expect(result).toMatchObject({ outcome: 'succeeded', outputFiles: ['smoke-test.txt'] })
  expect(JSON.parse(result.result ?? '{}')).toMatchObject({ readBack: true })
  expect(await runOf(world, waiting)).toMatchObject({ status: 'queued' })
  await unsafeDb.instance.updateMany({ where: { id: synthetic.instanceId }, data: { status: 'failed' } })
})

test('a process that never asks for work: the instance fails, with what it said last', async () => {
  const runner = await dedicatedRunner(world.tenant)
  const command = JSON.stringify(['/bin/sh', '-c', 'echo no configuration; sleep 60'])
  const settings = { MODE: 'runtime_api', COMMAND: command, READY_MS: '800', RUNTIME_PORT: String(await freePort()) }
  const agent = await startAgent({ URL: world.portal.url, ENROLMENT: runner.token, ...settings }, newHome())
  expect(await agent.exited).toBe(4)
  const instance = await unsafeDb.instance.findFirst({ where: { id: runner.instanceId ?? '' } })
  expect(instance).toMatchObject({ status: 'failed', reason: expect.stringContaining('no configuration') })
  expect(fs.existsSync(`${agent.home}/work`)).toBe(true)
})
