import { expect, test } from 'vitest'
import { getRunner } from '../catalog/queries.ts'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { destroyRunner } from './destroy-runner.ts'

test('an admin takes a runner away; its record and evidence stay, and doing it again changes nothing', async () => {
  const tenant = await makeTenant()
  const { runnerId: id } = await activeRunner(tenant)
  await destroyRunner(tenant.admin, id)
  await destroyRunner(tenant.admin, id)
  expect((await getRunner(tenant.admin, id)).status).toBe('destroyed')
  const where = { tenantId: tenant.id, runnerId: id, kind: 'runner.destroyed' }
  expect(await db.evidence.count({ where })).toBe(1)
})

test('an engineer may not, and another tenant’s admin finds nothing', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const { runnerId: id } = await activeRunner(tenant)
  await expect(destroyRunner(tenant.engineer, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(destroyRunner(other.admin, id)).rejects.toMatchObject({ code: 'not_found' })
})
