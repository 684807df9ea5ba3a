import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { runLineage } from './lineage.ts'
import { getRun, readRunLog } from './queries.ts'
import { activeRunner } from './testing/active-runner.ts'

let tenant: TestTenant
let other: TestTenant
let of: { tenantId: string; runnerId: string; environmentId: string }

beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
  const { runnerId } = await activeRunner(tenant)
  const { environmentId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
  of = { tenantId: tenant.id, runnerId, environmentId }
})

/** A run as it stands, with these fields. */
async function makeRun(fields: object = {}): Promise<string> {
  const id = newId('run')
  await unsafeDb.run.create({
    data: {
      ...{ ...of, id, token: id, origin: 'api', status: 'succeeded', inputDigest: 'd', artifactDigest: 'd' },
      ...{ runnerClass: 'serverless', traceId: 't', ...fields },
    },
  })
  return id
}
const attempt = (runId: string, number: number, fields: object = {}) => ({
  ...{ tenantId: tenant.id, runId, number, holder: 'worker-1', month: '2026-11', costMicros: 7n, ...fields },
})

test('a run comes with its attempts, the newest first, and with the log of any one of them alone', async () => {
  const id = await makeRun({ attempt: 2 })
  await unsafeDb.runAttempt.createMany({
    data: [attempt(id, 1, { status: 'failed', cause: 'timeout', reason: 'Too long.' }), attempt(id, 2)],
  })
  const chunk = (number: number, text: string) => ({
    ...{ tenantId: tenant.id, subjectId: id, channel: 'function', attempt: number, text },
  })
  await unsafeDb.logChunk.createMany({ data: [chunk(1, 'first'), chunk(2, 'second'), chunk(1, 'late of the first')] })
  const run = await getRun(tenant.auditor, id)
  expect(run.attempts).toMatchObject([
    { number: 2, status: 'running', costMicros: '7' },
    { number: 1, status: 'failed', cause: 'timeout', reason: 'Too long.' },
  ])
  const log = async (ofAttempt?: number) =>
    (await readRunLog(tenant.auditor, id, 0n, ofAttempt)).map(({ text }) => text)
  expect(await log(1)).toEqual(['first', 'late of the first'])
  expect(await log(2)).toEqual(['second'])
  expect(await log()).toHaveLength(3)
  await expect(getRun(other.auditor, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readRunLog(other.auditor, id, 0n, 1)).rejects.toMatchObject({ code: 'not_found' })
})

test('lineage names what a run follows, repeats, led to and belongs with', async () => {
  const upstream = await makeRun()
  const failed = await makeRun({ status: 'failed', token: 'order-1' })
  const id = await makeRun({ upstreamRunId: upstream, replayOfId: failed, correlationId: 'order-1' })
  await unsafeDb.run.update({
    where: { tenantId_id: { tenantId: tenant.id, id: failed } },
    data: { replayedById: id },
  })
  const sibling = await makeRun({ correlationId: 'order-1' })
  const led = await makeRun({ upstreamRunId: id })
  expect(await runLineage(tenant.auditor, id)).toMatchObject({
    upstream: { id: upstream },
    replayOf: { id: failed, status: 'failed' },
    replayedBy: null,
    downstream: [{ id: led }],
    correlated: [{ id: sibling }],
    trigger: null,
    deadLetter: null,
  })
  expect(await runLineage(tenant.auditor, failed)).toMatchObject({ replayedBy: { id }, downstream: [] })
  await expect(runLineage(other.auditor, id)).rejects.toMatchObject({ code: 'not_found' })
})
