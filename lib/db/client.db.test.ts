import { expect, test } from 'vitest'
import { db, transaction, unsafeDb, violatedConstraint } from './client.ts'
import { makeTenant } from './testing/world.ts'

test('a tenantless query does not compile', () => {
  // @ts-expect-error the tenant is missing
  const tenantless = () => db.manifest.findMany({ where: { name: 'orders' } })
  // @ts-expect-error the filter is missing
  const filterless = () => db.runner.findFirst({})
  // @ts-expect-error by-id lookups of tenant-owned rows are not offered at all
  const byId = () => db.run.findUnique({ where: { id: 'job_1' } })
  expect([tenantless, filterless, byId]).toHaveLength(3)
})

test('a query with a tenant answers with the selected shape', async () => {
  const tenant = await makeTenant()
  const rows = await db.membership.findMany({ where: { tenantId: tenant.id }, select: { userId: true } })
  expect(rows.map((row) => row.userId)).toContain(tenant.engineer.userId)
})

test('an undefined in a filter throws instead of matching everything', async () => {
  const where = { tenantId: undefined as unknown as string }
  await expect(db.membership.findMany({ where })).rejects.toThrow(/undefined/)
})

test('a transaction keeps nothing when its work throws', async () => {
  const tenant = await makeTenant()
  const half = transaction(async (tx) => {
    await tx.membership.deleteMany({ where: { tenantId: tenant.id } })
    throw new Error('half way')
  })
  await expect(half).rejects.toThrow('half way')
  expect(await db.membership.count({ where: { tenantId: tenant.id } })).toBe(4)
})

test('a broken unique rule names its index', async () => {
  const tenant = await makeTenant()
  const failure = await unsafeDb.tenant
    .create({ data: { id: 'ten_x', slug: tenant.slug, name: 'again' } })
    .catch((error: unknown) => error)
  expect(violatedConstraint(failure)).toBe('Tenant_slug_key')
})
