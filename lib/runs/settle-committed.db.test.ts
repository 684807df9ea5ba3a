import { afterAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { cancelRun } from './cancel-run.ts'
import { handBackLost } from './hand-back-lost.ts'
import { startRun } from './start-run.ts'
import { activeRunner } from './testing/active-runner.ts'
import { executeRun } from './testing/execute-run.ts'

afterAll(stopTargets)

test('a run whose effect was committed by a lost attempt has succeeded, although it may not begin any more', async () => {
  const tenant = await makeTenant()
  const spec = await activeRunner(tenant, `export const handler = async () => process.hrtime.bigint().toString()`)
  const start = (token: string) =>
    startRun(tenant.engineer, { runnerId: spec.runnerId, token, origin: 'manual', input: null })
  const { id } = await start('committed')
  await executeRun(tenant.id, id)
  const runOf = (one: string) => unsafeDb.run.findFirstOrThrow({ where: { tenantId: tenant.id, id: one } })
  const { result } = await runOf(id)
  expect(result).toMatch(/^\d+$/)

  // As if its worker had died between the effect and its record; another has never been attempted.
  const lost = { status: 'queued' as const, result: {}, finishedAt: null, workerId: null }
  await db.run.updateMany({ where: { tenantId: tenant.id, id }, data: lost })
  const never = await start('never')
  await db.matrixCell.deleteMany({ where: { tenantId: tenant.id } })
  await executeRun(tenant.id, id)
  expect(await runOf(id)).toMatchObject({ status: 'succeeded', attempt: 2, result, cause: null })
  expect(await runOf(never.id)).toMatchObject({ status: 'denied', attempt: 0 })
})

test('a run that is given up or cancelled after its effect was committed has succeeded', async () => {
  const tenant = await makeTenant()
  const spec = await activeRunner(tenant, `export const handler = async () => process.hrtime.bigint().toString()`)
  const workerId = 'gone'
  const runOf = (id: string) => unsafeDb.run.findFirstOrThrow({ where: { tenantId: tenant.id, id } })
  /** Its worker died as `attempt`, between the effect and its record. */
  const lost = async (token: string, attempt: number, more: object = {}) => {
    const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, token, origin: 'manual', input: null })
    await executeRun(tenant.id, id)
    const { result } = await runOf(id)
    const where = { tenantId: tenant.id, id }
    const running = { status: 'running' as const, attempt, workerId, result: {}, finishedAt: null, ...more }
    await db.run.updateMany({ where, data: running })
    const again = { number: attempt, status: 'running' as const, finishedAt: null }
    await db.runAttempt.updateMany({ where: { tenantId: tenant.id, runId: id }, data: again })
    return { id, result }
  }
  const givenUp = await lost('given-up', 3)
  const unwanted = await lost('unwanted', 1, { cancelRequestedAt: new Date() })
  await handBackLost(workerId)
  const waits = await lost('waits', 1, { status: 'queued' })
  expect(await cancelRun(tenant.engineer, waits.id)).toEqual({ status: 'succeeded' })
  for (const { id, result } of [givenUp, unwanted, waits]) {
    expect(await runOf(id)).toMatchObject({ status: 'succeeded', cause: null, result })
    const { kind, result: said } = await unsafeDb.evidence.findFirstOrThrow({
      where: { runId: id },
      orderBy: { id: 'desc' },
    })
    expect({ kind, said }).toEqual({ kind: 'run.finished', said: 'succeeded' })
  }
  expect(await unsafeDb.deadLetter.count({ where: { tenantId: tenant.id } })).toBe(0)
})
