import { beforeAll, expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { projectMatrix } from './project-matrix.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import type { MatrixRow } from './schema.ts'
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
const project = (version: number, matrix: unknown, quota: unknown = null, scope: 'tenant' | 'contract' = 'tenant') =>
  transaction((tx) =>
    projectMatrix(tx, { version, scope, scopeTenantId: tenant.id, matrix: matrix as never, quota: quota as never }),
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
    quota: [{ environment: '', maxRunners: null, maxConcurrency: 9, monthlyBudget: null }],
  })
})

test('a version whose parts do not parse becomes nobody’s, and nothing of the old one is lost', async () => {
  const before = await readMatrixLayers(db, tenant.id)
  await expect(project(7, [{ ...row(), size: 'huge' }])).rejects.toThrow(/size/)
  await expect(project(7, [row()], [{ environment: 'prod', maxRunners: 3 }])).rejects.toThrow(/only the budget/)
  expect(await readMatrixLayers(db, tenant.id)).toEqual(before)
})
