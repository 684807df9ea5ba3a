import { beforeAll, expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { projectMatrix } from './project-matrix.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import { resolveClassLimits, resolvePlatformConcurrency } from './resolve-quota.ts'
import { emptyQuota, type MatrixRow } from './schema.ts'
import { standingParts } from './standing-parts.ts'

let tenant: TestTenant
const row = (over: Partial<MatrixRow> = {}): MatrixRow => ({
  environment: '',
  classification: '',
  class: 'serverless',
  size: 'small',
  profile: 'vpn',
  allowed: true,
  ...over,
})
type Scope = 'tenant' | 'contract' | 'platform'
const project = (version: number, matrix: unknown, quota: unknown = null, scope: Scope = 'tenant') =>
  transaction((tx) =>
    projectMatrix(tx, {
      version,
      scope,
      scopeTenantId: scope === 'platform' ? '' : tenant.id,
      matrix: matrix as never,
      quota: quota as never,
    }),
  )

beforeAll(async () => {
  tenant = await makeTenant()
})

test('a version replaces what its layer said, and leaves the other layers alone', async () => {
  await unsafeDb.matrixCell.create({
    data: { tenantId: '', scope: 'platform', runnerClass: 'container', size: 'small', networkProfile: 'vpn' },
  })
  await project(4, [row(), row({ environment: 'prod', allowed: false })], [{ maxRunners: 3 }])
  await project(5, [row({ allowed: false })], [{ environment: 'prod', monthlyBudget: 7 }], 'contract')
  await project(6, [row({ size: 'large' })], [{ maxConcurrency: 9 }])
  const said = (await readMatrixLayers(db, tenant.id)).map(({ scope, size, version }) => `${scope} ${size} ${version}`)
  expect(said.sort()).toEqual(['contract small 5', 'platform small 0', 'tenant large 6'])
  const quotas = (await readQuotaLayers(db, tenant.id)).map(({ scope, version }) => `${scope} ${version}`)
  expect(quotas.sort()).toEqual(['contract 5', 'tenant 6'])
  expect(await standingParts(db, { scope: 'tenant', scopeTenantId: tenant.id })).toEqual({
    matrix: [row({ size: 'large' })],
    quota: [{ ...emptyQuota(), maxConcurrency: 9 }],
  })
})

test('a version whose parts do not parse becomes nobody’s, and nothing of the old one is lost', async () => {
  const before = await readMatrixLayers(db, tenant.id)
  await expect(project(7, [{ ...row(), size: 'huge' }])).rejects.toThrow(/size/)
  await expect(project(7, [row()], [{ environment: 'prod', maxRunners: 3 }])).rejects.toThrow(/only the budget/)
  await expect(project(7, [row()], [{ maxRunning: 3 }])).rejects.toThrow(/Of a class/)
  await expect(project(7, [row()], [{ class: 'container', maxRunners: 3 }])).rejects.toThrow(/Of a class/)
  await expect(project(7, [row()], [{ class: 'container' }, { class: 'container' }])).rejects.toThrow(/one row/)
  await expect(project(7, [row()], [{ platformConcurrency: 3 }])).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await readMatrixLayers(db, tenant.id)).toEqual(before)
})

test('class limits and the platform’s concurrency become rows that the gates of runs read', async () => {
  await project(8, [], [{ class: 'container', maxRunning: 4, monthlyHours: 0.29 }, { maxRunners: 2 }])
  await project(9, [], [{ platformConcurrency: 500 }, { class: 'container', monthlyHours: 10 }], 'platform')
  const rows = await unsafeDb.classLimit.findMany({ orderBy: { scope: 'asc' } })
  expect(rows).toEqual([
    {
      tenantId: '',
      scope: 'platform',
      runnerClass: 'container',
      maxRunning: null,
      monthlyMs: 36_000_000n,
      policyVersion: 9,
    },
    {
      tenantId: tenant.id,
      scope: 'tenant',
      runnerClass: 'container',
      maxRunning: 4,
      monthlyMs: 1_044_000n,
      policyVersion: 8,
    },
  ])
  const limits = resolveClassLimits(await readQuotaLayers(db, tenant.id))
  expect(limits.container).toEqual({
    maxRunning: { value: 4, scope: 'tenant', version: 8 },
    monthlyHours: { value: 0.29, scope: 'tenant', version: 8 },
  })
  expect(resolvePlatformConcurrency(await readQuotaLayers(db, tenant.id)).value).toBe(500)
  await project(10, [], [])
  expect(await unsafeDb.classLimit.count({ where: { tenantId: tenant.id } })).toBe(0)
})
