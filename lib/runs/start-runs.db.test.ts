import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { startRun } from './start-run.ts'
import { type Started, startRuns } from './start-runs.ts'
import { activeRunner } from './testing/active-runner.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

const inEnd = (id: string, status: 'failed' | 'succeeded' | 'denied') =>
  db.run.updateMany({ where: { tenantId: tenant.id, id }, data: { status, finishedAt: new Date() } })
const said = (answers: readonly Started[]) =>
  answers.map((one) => ('refusal' in one ? one.refusal.code : one.created ? 'created' : 'known'))

describe('many at once', () => {
  test('each item is answered by itself: new, known, asked for twice, used with another input', async () => {
    const { runnerId } = await activeRunner(tenant)
    await startRun(tenant.engineer, { runnerId, token: 'known', input: { n: 1 }, origin: 'api' })
    const items = [
      { token: 'known', input: { n: 1 } },
      { token: 'new', input: { n: 2 } },
      { token: 'new', input: { n: 2 } },
      { token: 'new', input: { n: 3 } },
      { token: 'known', input: { n: 4 } },
      {},
    ]
    const answers = await startRuns(tenant.engineer, { runnerId, origin: 'api', items })
    expect(said(answers)).toEqual(['known', 'created', 'known', 'token_reused', 'token_reused', 'created'])
    const rows = await db.run.findMany({ where: { tenantId: tenant.id, runnerId } })
    expect(rows).toHaveLength(3)
    const requested = { tenantId: tenant.id, runnerId, kind: 'run.requested' }
    expect(await db.evidence.count({ where: requested })).toBe(3)
    expect(
      await db.policyDecision.count({ where: { tenantId: tenant.id, subjectId: { in: rows.map(({ id }) => id) } } }),
    ).toBe(2)
  })

  test('a token used with another input names the run and both inputs', async () => {
    const { runnerId } = await activeRunner(tenant)
    const { id } = await startRun(tenant.engineer, { runnerId, token: 't', input: { n: 1 }, origin: 'api' })
    const run = await db.run.findFirst({ where: { tenantId: tenant.id, id } })
    const refused = startRun(tenant.engineer, { runnerId, token: 't', input: { n: 2 }, origin: 'api' })
    const message = await refused.then(
      () => '',
      (error: Error) => error.message,
    )
    expect(message).toContain(id)
    expect(message).toContain(run?.inputDigest)
    expect(message.match(/sha256:[0-9a-f]{64}/g)).toHaveLength(2)
  })

  test('a gate that says no denies them all, each on record, and their tokens may be asked for again', async () => {
    const { runnerId } = await activeRunner(tenant)
    const ask = () => startRuns(tenant.engineer, { runnerId, origin: 'api', items: [{ token: 'a' }, { token: 'b' }] })
    await db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { status: 'smoke_failed' } })
    expect(said(await ask())).toEqual(['policy_denied', 'policy_denied'])
    await db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { status: 'active' } })
    expect(said(await ask())).toEqual(['created', 'created'])
    expect(await db.run.count({ where: { tenantId: tenant.id, runnerId, status: 'queued' } })).toBe(2)
    expect(await db.run.count({ where: { tenantId: tenant.id, runnerId } })).toBe(2)
  })
})

describe('a replay', () => {
  test('is a new run under the token of the failed one; asked for again it is that run', async () => {
    const { runnerId } = await activeRunner(tenant)
    const asked = { runnerId, token: 'r', input: { n: 1 }, origin: 'replay' as const }
    const { id: failed } = await startRun(tenant.engineer, { ...asked, origin: 'api' })
    expect(await startRun(tenant.engineer, { ...asked, replayOf: failed })).toMatchObject({
      id: failed,
      created: false,
    })
    await inEnd(failed, 'failed')
    expect(await startRun(tenant.engineer, { ...asked, origin: 'api' })).toMatchObject({ id: failed, created: false })
    const replay = await startRun(tenant.engineer, { ...asked, replayOf: failed })
    expect(replay).toMatchObject({ token: 'r', status: 'queued', created: true })
    expect(await startRun(tenant.engineer, { ...asked, replayOf: failed })).toEqual({ ...replay, created: false })
    const rows = await db.run.findMany({ where: { tenantId: tenant.id, runnerId }, orderBy: { id: 'asc' } })
    expect(rows).toMatchObject([
      { id: failed, replayedById: replay.id },
      { id: replay.id, replayOfId: failed, origin: 'replay', replayedById: null },
    ])
    await inEnd(replay.id, 'failed')
    expect(await startRun(tenant.engineer, { ...asked, replayOf: replay.id })).toMatchObject({ created: true })
  })

  test('of two that are asked for at the same moment one comes to be', async () => {
    const { runnerId } = await activeRunner(tenant)
    const asked = { runnerId, token: 'race', origin: 'replay' as const }
    const { id: failed } = await startRun(tenant.engineer, asked)
    await inEnd(failed, 'failed')
    const both = await Promise.all(
      Array.from({ length: 6 }, () => startRun(tenant.engineer, { ...asked, replayOf: failed })),
    )
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    expect(both.filter(({ created }) => created)).toHaveLength(1)
  })
})

describe('by pipeline and environment', () => {
  const place = { pipeline: 'orders/ingest', environment: 'dev' }

  test('the one active runner is picked; several of equal version are named, the higher version wins', async () => {
    const alone = await makeTenant()
    const start = () => startRun(alone.engineer, { ...place, origin: 'api' })
    await expect(start()).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('orders/ingest'),
    })
    const first = await activeRunner(alone)
    const { id } = await start()
    expect(await db.run.findFirst({ where: { tenantId: alone.id, id } })).toMatchObject({ runnerId: first.runnerId })
    const second = await activeRunner(alone)
    await expect(start()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(second.runnerId) })
    await db.runner.updateMany({ where: { tenantId: alone.id, id: second.runnerId }, data: { pipelineVersion: 2 } })
    const picked = await db.run.findFirst({ where: { tenantId: alone.id, id: (await start()).id } })
    expect(picked).toMatchObject({ runnerId: second.runnerId })
  })
})
