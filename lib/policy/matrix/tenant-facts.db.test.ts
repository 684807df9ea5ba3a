import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { readTenantFacts } from '../tenant-facts.ts'
import { effectiveMatrix } from './effective-matrix.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import { readOffers } from './read-offers.ts'
import { resolveOffer } from './resolve-offer.ts'
import { resolveQuota } from './resolve-quota.ts'

let tenant: TestTenant
const asked = { class: 'serverless', size: 'small', profile: 'vpn', environment: 'prod', classification: 'restricted' }
const cell = { runnerClass: 'serverless', size: 'small', networkProfile: 'vpn' } as const

beforeAll(async () => {
  tenant = await makeTenant('acme')
})

test('the database decides as the rule does, whatever the rows', async () => {
  const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
  const rows = fc.uniqueArray(
    fc.record({
      scope: some('platform' as const, 'tenant' as const, 'contract' as const),
      environment: some('', 'dev', 'prod'),
      classification: some('', 'public', 'restricted'),
      size: some('small' as const, 'large' as const),
      networkProfile: some('vpn' as const, 'private_vpc' as const),
      allowed: fc.boolean(),
    }),
    { maxLength: 25, selector: ({ allowed: _, ...key }) => JSON.stringify(key) },
  )
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      await unsafeDb.matrixCell.deleteMany()
      await unsafeDb.matrixCell.createMany({
        data: all.map((one) => ({ ...cell, ...one, tenantId: one.scope === 'platform' ? '' : tenant.id })),
      })
      const layers = await readMatrixLayers(db, tenant.id)
      const { offer } = await readTenantFacts(db, tenant.id, asked)
      const { allowed, by } = resolveOffer(layers, asked)
      expect({ allowed: offer.allowed, scope: offer.by?.scope, environment: offer.by?.environment }).toEqual({
        allowed,
        scope: by?.scope,
        environment: by?.environment,
      })
      const offered = effectiveMatrix(layers, asked, 'acme').filter((one) => one.class === 'serverless' && one.allowed)
      expect(await readOffers(db, tenant.id, asked)).toEqual(
        offered.map(({ class: name, size, profile }) => ({ class: name, size, profile })),
      )
    }),
    { numRuns: 60 },
  )
})

test('another tenant’s rows never count', async () => {
  await unsafeDb.matrixCell.deleteMany()
  const other = await makeTenant()
  await db.matrixCell.create({ data: { ...cell, tenantId: other.id, scope: 'contract' } })
  expect((await readTenantFacts(db, tenant.id, asked)).offer).toEqual({
    allowed: false,
    why: 'no row of the matrix allows it',
  })
})

test('only the platform has rows without a tenant', async () => {
  await expect(db.matrixCell.create({ data: { ...cell, tenantId: '' } })).rejects.toThrow(/MatrixCell_scope/)
  await expect(db.matrixCell.create({ data: { ...cell, tenantId: tenant.id, scope: 'platform' } })).rejects.toThrow(
    /MatrixCell_scope/,
  )
})

test('quotas are inherited figure by figure, as the rule says', async () => {
  await unsafeDb.quota.createMany({
    data: [
      { tenantId: '', scope: 'platform', maxRunners: 5, maxConcurrency: 50 },
      { tenantId: tenant.id, maxConcurrency: 80 },
      { tenantId: tenant.id, scope: 'contract', monthlyBudget: 7_000_000n },
      { tenantId: tenant.id, environment: 'prod', monthlyBudget: 3_000_000n },
      { tenantId: tenant.id, environment: 'dev', monthlyBudget: 1_000_000n },
    ],
  })
  const layers = await readQuotaLayers(db, tenant.id)
  const figures = { maxRunners: 5, maxConcurrency: 80, monthlyBudget: 7_000_000 }
  const facts = await readTenantFacts(db, tenant.id, asked)
  expect(facts).toMatchObject({ ...figures, environmentBudget: 3_000_000 })
  const resolved = resolveQuota(layers)
  expect(resolved.maxRunners.value).toBe(figures.maxRunners)
  expect(resolved.maxConcurrency.value).toBe(figures.maxConcurrency)
  expect(resolved.monthlyBudget.value).toBe(figures.monthlyBudget)
  expect(resolveQuota(layers, 'prod').monthlyBudget.value).toBe(facts.environmentBudget)
})

test('ten thousand rows cost a gate a handful of index entries', async () => {
  await unsafeDb.$executeRaw`
    insert into "MatrixCell" ("tenantId", "runnerClass", size, "networkProfile", environment, classification)
    select ${tenant.id}, c, s, p, e.name, d from unnest(enum_range(null::"RunnerClass")) c,
      unnest(enum_range(null::"RunnerSizeName")) s, unnest(enum_range(null::"NetworkProfile")) p,
      (select 'env-' || n as name from generate_series(1, 40) n) e,
      unnest(array['', 'public', 'internal', 'restricted']) d`
  await unsafeDb.$executeRaw`analyze "MatrixCell"`
  const plan = await unsafeDb.$queryRaw<{ 'QUERY PLAN': { Plan: unknown }[] }[]>`
    explain (analyze, buffers, format json) select * from "MatrixCell" m
    where m."tenantId" in (${tenant.id}, '') and m."runnerClass" = 'serverless' and m.size = 'small'
      and m."networkProfile" = 'vpn' and m.environment in ('env-7', '') and m.classification in ('restricted', '')
    order by m.scope desc, m.environment <> '' desc, m.classification <> '' desc limit 1`
  const text = JSON.stringify(plan)
  expect(text).toContain('MatrixCell_pkey')
  expect(text).not.toContain('Seq Scan')
})
