import { afterAll, expect, test } from 'vitest'
import { onPremiseSupport } from '#lib/agents/on-premise-support.ts'
import { runSynthetic } from '#lib/agents/run-synthetic.ts'
import { systemActor } from '#lib/auth/actor.ts'
import { db } from '#lib/db/client.ts'
import { smokeTestRunner } from '#lib/provisioning/smoke-test-runner.ts'
import { readOutput } from '#lib/provisioning/targets/local/run-output.ts'
import { stopTargets, targetFor } from '#lib/provisioning/targets/targets.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { startAgent } from './testing/agent-process.ts'
import { agentWorld, patient, runOf } from './testing/agent-world.ts'
import { onPremiseRunner } from './testing/invited-runner.ts'

const world = agentWorld()
afterAll(stopTargets)

const never = new AbortController().signal
const source = `import fs from 'node:fs'
  export const handler = async ({ order }, context) => {
    console.log('order', order, process.env.API_KEY.length)
    fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/order.txt', String(order))
    return { order, token: process.env.BC_RUN_TOKEN, left: context.getRemainingTimeInMillis() > 0 }
  }`

test('without an agent a runner on premises cannot be deployed, and it says how to get one', async () => {
  const { spec } = await onPremiseRunner(world.tenant, source)
  const support = await onPremiseSupport(db, spec)
  expect(support).toMatchObject({ available: false, reason: 'No on-premise agent is enrolled for dev.' })
  const target = targetFor('local')
  const plan = await target.plan(spec)
  expect(plan.changes[0]?.resource).toBe(`on-premise/${spec.name}`)
  await expect(target.apply(spec, plan)).rejects.toMatchObject({
    code: 'unavailable',
    remedy: expect.stringContaining('barecount agent enrol'),
  })
  const invocation = { token: 'nobody', input: '{"nonce":"n"}', traceId: '0'.repeat(32) }
  const actor = systemActor({ id: world.tenant.id, slug: world.tenant.slug }, 'worker')
  const result = await runSynthetic(actor, { spec, invocation, signal: never, onLog: () => undefined, patienceMs: 300 })
  expect(result).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('No agent fetched it') })
})

test('an agent on premises fetches, verifies and runs functions; the smoke test is a run of its own', async () => {
  await putSecret(world.tenant.admin, { path: 'orders/key', value: 'k'.repeat(9) })
  const { spec, token } = await onPremiseRunner(world.tenant, source, { secrets: { API_KEY: 'orders/key' } })
  const agent = await startAgent({ URL: world.portal.url, ENROLMENT: token, CAPACITY: '2' })
  await expect.poll(async () => (await onPremiseSupport(db, spec)).available, patient).toBe(true)
  const target = targetFor('local')
  await target.apply(spec, await target.plan(spec))

  const actor = systemActor({ id: world.tenant.id, slug: world.tenant.slug }, 'worker')
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const smoke = await smokeTestRunner(actor, { spec, target: 'local', token: 'smoke', signal: never, log })
  expect(
    smoke.checks.filter((check) => !check.passed),
    `${lines.join('\n')}\n${agent.said()}`,
  ).toEqual([])
  const synthetic = await db.run.findFirst({
    where: { tenantId: world.tenant.id, origin: 'smoke_test', status: 'succeeded' },
  })
  expect(synthetic).toMatchObject({ attempt: 1, leaseAgentId: expect.stringMatching(/^agt_/) })

  const { id } = await startRun(world.tenant.engineer, {
    runnerId: spec.runnerId,
    token: 'o-7',
    input: { order: 7 },
    origin: 'manual',
  })
  await expect.poll(async () => (await runOf(world, id)).finishedAt, patient).not.toBeNull()
  const run = await runOf(world, id)
  expect(run).toMatchObject({
    status: 'succeeded',
    result: { order: 7, token: 'o-7', left: true },
    outputFiles: ['order.txt'],
  })
  expect(run.isolation).toMatchObject({ time_limit: { state: 'in_force' }, clean_environment: { state: 'in_force' } })
  expect(readOutput(spec, 'o-7', 'order.txt').toString()).toBe('7')

  agent.process.kill('SIGTERM')
  expect(await agent.exited).toBe(0)
})
