import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#app/api/v1/openapi.json/routes.ts'
import { entryDigest, GENESIS, signEntry } from '#lib/agents/spool-entry.ts'
import { enrolWith, type SignedAgent } from '#lib/agents/testing/signed-agent.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { getRun } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { dedicatedRunner, type InvitedRunner, newInstance, onPremiseRunner } from './testing/invited-runner.ts'
import { openTestPortal, type TestPortal } from './testing/portal.ts'

const handler = {
  mode: 'functions' as const,
  classes: ['serverless' as const, 'dedicated_compute' as const],
  capacity: 9,
}
let portal: TestPortal
let acme: TestTenant
let runner: InvitedRunner
let holder: SignedAgent
let runId: string
beforeAll(async () => {
  portal = await openTestPortal()
  acme = await makeTenant()
  await putSecret(acme.admin, { path: 'orders/key', value: 'k3y' })
  runner = await dedicatedRunner(acme, { secrets: { KEY: 'orders/key' } })
  holder = await enrolWith(runner.token, handler)
  runId = await start(runner)
  expect((await ask(holder, 'POST', '/lease', lease)).body).toMatchObject({ runs: [{ id: runId, attempt: 1 }] })
})
afterAll(() => portal.goAway())

const lease = { max: 50, waitMs: 0 }

async function start({ spec }: InvitedRunner): Promise<string> {
  const asked = { runnerId: spec.runnerId, input: {}, origin: 'manual' as const }
  return (await startRun(acme.engineer, asked)).id
}

/** A request as the agent signs it, with what the portal answers. */
async function ask(agent: SignedAgent, method: string, path: string, body?: unknown) {
  const { headers } = agent.request(method, `/api/v1/agent${path}`, body)
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const response = await fetch(`${portal.url}/api/v1/agent${path}`, init)
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> }
}

const beat = { ready: true, running: [] as object[] }

/** Everything that an agent can ask about a run or an artifact it does not hold. */
async function reach(stranger: SignedAgent, target: string, digest: string) {
  const finished = {
    ...{ runId: target, attempt: 1, outcome: 'succeeded', coldStart: false, initMs: 0, durationMs: 1 },
    ...{ maxMemoryMib: 1, isolation: {}, logDigest: GENESIS, output: [], result: '"stolen"' },
  }
  const place = { seq: 1, prev: GENESIS, at: new Date().toISOString() }
  const log = signEntry(stranger.key, {
    ...{ ...place, kind: 'run.log', body: { runId: target, attempt: 1, lines: [['function', 'forged']] } },
  })
  const end = signEntry(stranger.key, {
    ...{ ...place, seq: 2, prev: entryDigest(log), kind: 'run.finished', body: finished as never },
  })
  const held = [{ id: target, attempt: 1 }]
  return {
    lease: await ask(stranger, 'POST', '/lease', lease),
    heartbeat: await ask(stranger, 'POST', '/heartbeat', { ...beat, running: held, handBack: held }),
    output: await ask(stranger, 'PUT', `/runs/${target}/output?path=a.txt&attempt=1`, 'bytes'),
    artifact: await ask(stranger, 'GET', `/artifacts/${encodeURIComponent(digest)}`),
    spool: await ask(stranger, 'POST', '/spool', { entries: [log, end] }),
  }
}

async function expectNothing(stranger: SignedAgent, target = runId) {
  const nobodys = `job_${'0'.repeat(26)}`
  const [seen, unknown] = [await reach(stranger, target, runner.spec.artifactDigest), nobodys]
  expect(seen.lease.body).toMatchObject({ runs: [], cancel: [] })
  expect(seen.heartbeat.body).toMatchObject({ lost: [target], cancel: [] })
  expect(seen.output).toMatchObject({ status: 409, body: { code: 'stale_attempt' } })
  expect(seen.artifact).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(seen.spool.body).toMatchObject({ seq: 2, stale: [target] })
  const other = await ask(stranger, 'PUT', `/runs/${unknown}/output?path=a.txt&attempt=1`, 'bytes')
  const said = ({ body }: typeof other) => String(body.detail).replace(/job_\w+/, '')
  expect(said(other)).toBe(said(seen.output))
  expect(await unsafeDb.logChunk.count({ where: { text: 'forged' } })).toBe(0)
}

test('an agent of another tenant reaches nothing', async () => {
  const globex = await makeTenant()
  const theirs = await onPremiseRunner(globex, 'export const handler = () => 1')
  await expectNothing(await enrolWith(theirs.token, handler))
  expect(await getRun(acme.engineer, runId)).toMatchObject({ status: 'running', attempt: 1 })
})

test('an instance of another runner of the same tenant reaches nothing, and gets only its own secrets', async () => {
  const sibling = await dedicatedRunner(acme)
  const stranger = await enrolWith(sibling.token, handler)
  await expectNothing(stranger)
  expect(await ask(stranger, 'GET', '/secrets')).toMatchObject({ status: 200, body: { secrets: {} } })
  expect(await getRun(acme.engineer, runId)).toMatchObject({ status: 'running', attempt: 1 })
})

test('an instance for a smoke test takes no other work of its runner, and none takes what is meant for it', async () => {
  const waiting = await start(runner)
  const { instanceId, token } = await newInstance(acme, runner.spec, { synthetic: true })
  const synthetic = await enrolWith(token, handler)
  expect((await ask(synthetic, 'POST', '/lease', lease)).body).toMatchObject({ runs: [] })
  const meant = await start(runner)
  await unsafeDb.run.updateMany({ where: { id: meant }, data: { instanceId } })
  const { body } = await ask(holder, 'POST', '/lease', lease)
  expect((body.runs as { id: string }[]).map(({ id }) => id)).not.toContain(meant)
  expect((body.runs as { id: string }[]).map(({ id }) => id)).toEqual([waiting])
})

test('an instance that has ended is given no secrets any more', async () => {
  expect((await ask(holder, 'GET', '/secrets')).body).toEqual({ secrets: { KEY: 'k3y' } })
  await unsafeDb.instance.updateMany({ where: { id: runner.instanceId ?? '' }, data: { status: 'stopped' } })
  expect((await ask(holder, 'GET', '/secrets')).status).toBe(404)
  await unsafeDb.instance.updateMany({ where: { id: runner.instanceId ?? '' }, data: { status: 'ready' } })
})

test('what a process said last does not keep its agent from being heard', async () => {
  const trouble = `\u0000${'x'.repeat(5000)}`
  expect((await ask(holder, 'POST', '/heartbeat', { ...beat, trouble })).status).toBe(200)
  const agent = await unsafeDb.agent.findFirst({ where: { id: holder.id }, select: { health: true } })
  expect(agent?.health).toBe(`\u2400${'x'.repeat(1999)}`)
})

test('every route of agents is tried above', () => {
  const ofAgents = Object.entries(routes).flatMap(([path, module]) =>
    Object.values(module).some(({ spec }) => spec.permission === 'agent') ? [path] : [],
  )
  expect(ofAgents.sort()).toEqual([
    '/agent/artifacts/{digest}',
    '/agent/heartbeat',
    '/agent/lease',
    '/agent/renew',
    '/agent/runs/{runId}/output',
    '/agent/secrets',
    '/agent/spool',
  ])
})

test('a request signed for one path, method, body or time is worth nothing for another', async () => {
  const signed = holder.request('POST', '/api/v1/agent/heartbeat', beat)
  const send = (path: string, body: string, headers = signed.headers) =>
    fetch(`${portal.url}/api/v1/agent${path}`, { method: 'POST', headers, body })
  expect((await send('/lease', JSON.stringify(beat))).status).toBe(401)
  expect((await send('/heartbeat?x=1', JSON.stringify(beat))).status).toBe(401)
  expect((await send('/heartbeat', JSON.stringify({ ...beat, draining: true }))).status).toBe(401)
  const old = holder.request('POST', '/api/v1/agent/heartbeat', beat, { at: new Date(Date.now() - 6 * 60_000) })
  expect((await send('/heartbeat', JSON.stringify(beat), old.headers)).status).toBe(401)
})
