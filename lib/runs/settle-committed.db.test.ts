import { afterAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
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
