import fs from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { dedicatedRunner, onPremiseRunner } from '#agent/testing/invited-runner.ts'
import { fixedClock } from '../clock.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { homePath } from '../env.ts'
import { getRun } from '../runs/queries.ts'
import { startRun } from '../runs/start-run.ts'
import { expireLeases } from './expire-leases.ts'
import { hearHeartbeat } from './hear-heartbeat.ts'
import { leaseRuns } from './lease-runs.ts'
import { finishedBody, heartbeatInput, leaseInput, type SpoolEntry, spoolInput } from './schema.ts'
import { entryDigest, GENESIS, signEntry } from './spool-entry.ts'
import { takeOutput } from './take-output.ts'
import { takeSpool } from './take-spool.ts'
import { enrolWith, type SignedAgent } from './testing/signed-agent.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

type Body = { runId: string; attempt?: number } & Record<string, unknown>

const ended = (body: Body) => ({
  attempt: 1,
  outcome: 'succeeded',
  coldStart: false,
  ...{ initMs: 0, durationMs: 1, maxMemoryMib: 1, isolation: {}, output: [] },
  logDigest: GENESIS,
  ...body,
})

type Holder = { agent: SignedAgent; runId: string; hand(...bodies: Body[]): Promise<unknown> }

/** An agent of a runner of its own that holds one run of it. */
async function holder(
  owner = tenant,
  runner = onPremiseRunner(owner, 'export const handler = () => 1'),
): Promise<Holder> {
  const { spec, token } = await runner
  const agent = await enrolWith(token, { classes: [spec.class] })
  const { id: runId } = await startRun(owner.engineer, { runnerId: spec.runnerId, input: {}, origin: 'manual' })
  const input = leaseInput.parse({ max: 50, waitMs: 0 })
  await leaseRuns(await agent.actor(), input, new AbortController().signal)
  let last: SpoolEntry | undefined
  const entry = (kind: 'run.finished' | 'run.log', body: Body) => {
    const place = { seq: (last?.seq ?? 0) + 1, prev: last ? entryDigest(last) : GENESIS, at: new Date().toISOString() }
    last = signEntry(agent.key, { ...place, kind, body } as never)
    return last
  }
  const hand = async (...bodies: Body[]) => {
    const entries = bodies.map((body) =>
      'lines' in body ? entry('run.log', { attempt: 1, ...body }) : entry('run.finished', ended(body)),
    )
    return takeSpool(await agent.actor(), spoolInput.parse({ entries }))
  }
  return { agent, runId, hand }
}

const bytes = () => new Response('bytes').body

test('the end of a run that is not its own removes nothing of whoever holds it', async () => {
  const { agent, runId } = await holder()
  const stranger = await holder()
  const path = 'x.txt'
  await takeOutput({ ...(await agent.actor()), bodyDigest: digestOfBytes }, { runId, attempt: 1, path, body: bytes() })
  expect(await stranger.hand({ runId })).toMatchObject({ stale: [runId] })
  expect(fs.existsSync(homePath('agent-output', agent.id, `${runId}-1`, path))).toBe(true)
})

test('the name of a run is no path', () => {
  for (const runId of ['../../elsewhere', 'a/b', '..', '']) {
    expect(finishedBody.safeParse(ended({ runId })).error?.issues[0]?.path, runId).toEqual(['runId'])
  }
  expect(finishedBody.safeParse(ended({ runId: 'job_1', durationMs: 2 ** 40 })).success).toBe(false)
})

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test.each([
  ['a reason with NUL', { outcome: 'failed', cause: 'user_error', reason: 'a\u0000b' }],
  ['a result that is nested too deep to be kept', { result: deep(6000) }],
  ['a result nested too deep for the database client', { result: deep(3000) }],
])('%s does not hold up the spool', async (_what, body) => {
  const { runId, hand } = await holder()
  expect(await hand({ runId, ...body })).toMatchObject({ seq: 1, stale: [] })
  expect((await getRun(tenant.engineer, runId)).status).toMatch(/failed|succeeded/)
})

test('neither do lines of log that hold what is no text', async () => {
  const { runId, hand } = await holder()
  const lines = [
    ['function', 'a\u0000b'],
    ['function', 'x'.repeat(3_000_000)],
  ]
  expect(await hand({ runId, lines }, { runId })).toMatchObject({ seq: 2, stale: [] })
})

test('ends are written together; one that cannot be made ready keeps none before it back', async () => {
  const { runId, hand } = await holder()
  const missing = [{ path: 'x.txt', digest: GENESIS, size: 1 }]
  const stranger = (await holder()).runId
  const handed = hand({ runId: stranger }, { runId, lines: [['function', 'a line']] }, { runId, output: missing })
  await expect(handed).rejects.toMatchObject({ code: 'conflict' })
  expect((await getRun(tenant.engineer, runId)).status).toBe('running')
  expect(await db.logChunk.count({ where: { tenantId: tenant.id, subjectId: runId } })).toBe(1)
})

describe('an agent that was silent until its run waited again', () => {
  /** Of a tenant where one place and 70 s of runtime are left; an attempt asks for 60 s. Its place is another’s now. */
  async function silent(): Promise<{ narrow: TestTenant; first: Holder; second: Holder }> {
    const narrow = await makeTenant()
    const limits = { maxRunning: 1, monthlyMs: 70_000 }
    await unsafeDb.classLimit.create({ data: { tenantId: narrow.id, runnerClass: 'dedicated_compute', ...limits } })
    const ofItsOwn = () => holder(narrow, dedicatedRunner(narrow, { timeoutMs: 30_000 }))
    const first = await ofItsOwn()
    await expireLeases(fixedClock(new Date(Date.now() + 3600_000)))
    const second = await ofItsOwn()
    expect(await statusOf(narrow, first.runId)).toBe('queued')
    expect(await statusOf(narrow, second.runId)).toBe('running')
    return { narrow, first, second }
  }
  const statusOf = async (owner: TestTenant, id: string) => (await getRun(owner.engineer, id)).status
  const beat = async ({ agent, runId }: Holder) =>
    hearHeartbeat(await agent.actor(), heartbeatInput.parse({ ready: true, running: [{ id: runId, attempt: 1 }] }))

  test('goes on only when there is a place for it', async () => {
    const { narrow, first, second } = await silent()
    expect(await beat(first)).toMatchObject({ lost: [first.runId] })
    expect(await statusOf(narrow, first.runId)).toBe('queued')
    await second.hand({ runId: second.runId })
    expect(await beat(first)).toMatchObject({ lost: [] })
    expect(await statusOf(narrow, first.runId)).toBe('running')
  })

  test('ends it all the same, booked with no more than is left', async () => {
    const { narrow, first } = await silent()
    await first.hand({ runId: first.runId, durationMs: 55_000 })
    expect(await statusOf(narrow, first.runId)).toBe('succeeded')
    const where = { tenantId: narrow.id }
    const [used] = await db.usageMonth.findMany({ where, select: { usedMs: true, reservedMs: true } })
    expect(used).toEqual({ usedMs: 10_000n, reservedMs: 60_000n })
  })
})

const digestOfBytes = '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9'
