import fs from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { onPremiseRunner } from '#agent/testing/invited-runner.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { homePath } from '../env.ts'
import { getRun } from '../runs/queries.ts'
import { startRun } from '../runs/start-run.ts'
import { leaseRuns } from './lease-runs.ts'
import { finishedBody, leaseInput, type SpoolEntry, spoolInput } from './schema.ts'
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

/** An agent of a runner of its own that holds one run of it. */
async function holder(): Promise<{ agent: SignedAgent; runId: string; hand(...bodies: Body[]): Promise<unknown> }> {
  const { spec, token } = await onPremiseRunner(tenant, 'export const handler = () => 1')
  const agent = await enrolWith(token)
  const { id: runId } = await startRun(tenant.engineer, { runnerId: spec.runnerId, input: {}, origin: 'manual' })
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

const digestOfBytes = '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9'
