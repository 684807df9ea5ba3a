import { afterAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { readLedger } from '../dead-letters/ledger.ts'
import { listDeadLetters } from '../dead-letters/queries.ts'
import { readSample } from '../dead-letters/read-sample.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { executeRun } from '../runs/testing/execute-run.ts'
import { getReplay } from './queries.ts'
import { requestReplay } from './request-replay.ts'
import { stepReplay } from './step-replay.ts'

afterAll(stopTargets)

test('a run fails, is kept with its payload, and is replayed once what was wrong is mended: the ledger is at zero', async () => {
  const tenant = await makeTenant()
  const broken = await activeRunner(
    tenant,
    `export const handler = async ({ order }) => { throw new Error('no stock for ' + order) }`,
  )
  const { runnerId } = broken
  for (const order of [1, 2]) {
    const input = { order }
    const run = await startRun(tenant.engineer, { runnerId, token: `order-${order}`, input, origin: 'manual' })
    await executeRun(tenant.id, run.id)
  }
  const { deadLetters } = await listDeadLetters(tenant.engineer)
  expect(deadLetters.map(({ token }) => token)).toEqual(['order-2', 'order-1'])
  expect(new Set(deadLetters.map(({ fingerprint }) => fingerprint)).size).toBe(1)
  expect((await readSample(tenant.engineer, deadLetters[0]?.id ?? '')).text).toBe('{"order":2}')
  expect((await readLedger(tenant.engineer)).open).toBe(2)

  const replay = async () => {
    const { id } = await requestReplay(tenant.engineer, {
      letters: { filter: {} },
      reason: 'mended',
      canaryPercent: 100,
      canaryPass: 0,
    })
    const ref = { tenantId: tenant.id, id }
    await stepReplay(ref)
    await stepReplay(ref)
    const { items } = { items: await db.replayItem.findMany({ where: { tenantId: tenant.id, replayId: id } }) }
    for (const { runId } of items) await executeRun(tenant.id, runId ?? '')
    await stepReplay(ref)
    return getReplay(tenant.engineer, id)
  }

  // Not mended yet: it fails again, and the newer failures stand for the older ones.
  expect((await replay()).counts).toMatchObject({ failed: 2 })
  expect((await readLedger(tenant.engineer)).recent).toMatchObject({ open: 2, superseded: 2, replayed: 0 })

  const mended = await activeRunner(tenant, 'export const handler = async ({ order }) => ({ order })')
  const { artifactDigest } = mended
  await unsafeDb.runner.updateMany({
    where: { tenantId: tenant.id, id: runnerId },
    data: { artifactDigest, spec: { ...broken, artifactDigest } as object },
  })
  const over = await replay()
  expect(over).toMatchObject({ status: 'finished', counts: { succeeded: 2 } })
  expect(await readLedger(tenant.engineer)).toMatchObject({ open: 0, recent: { superseded: 2, replayed: 2 } })
  const runs = await db.run.findMany({ where: { tenantId: tenant.id, token: 'order-1' }, orderBy: { id: 'asc' } })
  expect(runs.map(({ status }) => status)).toEqual(['failed', 'failed', 'succeeded'])
  expect(runs.map(({ replayOfId }) => replayOfId)).toEqual([null, runs[0]?.id, runs[1]?.id])
})
