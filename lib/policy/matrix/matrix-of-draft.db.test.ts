import { beforeAll, expect, test } from 'vitest'
import { makeActor } from '../../auth/actor.ts'
import { unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { createDraft } from '../registry/create-draft.ts'
import { saveDraft } from '../registry/save-draft.ts'
import { makePlatformRules, makeTenantRules } from '../testing/rules.ts'
import { matrixOfDraft } from './matrix-of-draft.ts'
import { getQuotas } from './queries.ts'
import { replaceMatrix } from './replace-matrix.ts'
import { emptyQuota } from './schema.ts'

let tenant: TestTenant
let other: TestTenant

beforeAll(async () => {
  await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  await makeTenant('platform')
  await makeTenantRules(tenant.id)
  await unsafeDb.matrixCell.create({
    data: { tenantId: '', scope: 'platform', runnerClass: 'container', size: 'small', networkProfile: 'vpn' },
  })
})

const policyWriter = (of: TestTenant) => makeActor({ ...of.admin, platformAdmin: true })

test('a first draft begins with what stands, and shows what lies around it', async () => {
  const { id } = await createDraft(policyWriter(tenant), { scope: 'tenant', title: 'Less' })
  const seen = await matrixOfDraft(tenant.engineer, id)
  expect(seen).toMatchObject({ scope: 'tenant', owner: tenant.slug, editable: false, activeVersion: null })
  expect(seen.matrix).toHaveLength(2)
  expect(seen.matrix).toEqual(seen.active.matrix)
  expect(seen.quota).toEqual([{ ...emptyQuota(), maxRunners: 3, maxConcurrency: 40, monthlyBudget: 100_000_000 }])
  expect(seen.around.matrix).toMatchObject([{ scope: 'platform', class: 'container' }])
  await expect(matrixOfDraft(other.engineer, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a file is taken whole or not at all', async () => {
  const actor = policyWriter(tenant)
  const { id, revision } = await createDraft(actor, { scope: 'tenant', title: 'From a file' })
  const head = 'environment,class,size,profile,allowed'
  const faulty = [head, ...Array.from({ length: 1000 }, () => 'nowhere,container,small,vpn,allowed')].join('\n')
  await expect(replaceMatrix(actor, { id, revision, text: faulty })).rejects.toMatchObject({
    code: 'invalid_input',
    faults: { length: 1000 },
  })
  expect((await matrixOfDraft(actor, id)).revision).toBe(revision)
  const good = `${head}\ndev,container,small,vpn,denied`
  expect(await replaceMatrix(actor, { id, revision, text: good })).toMatchObject({ revision: revision + 1, rows: 1 })
  expect((await matrixOfDraft(actor, id)).matrix).toMatchObject([{ environment: 'dev', allowed: false }])
  await expect(replaceMatrix(actor, { id, revision, text: good })).rejects.toMatchObject({ code: 'conflict' })
  await expect(replaceMatrix(tenant.engineer, { id, revision, text: good })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(replaceMatrix(policyWriter(other), { id, revision, text: good })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('runs at once over all tenants are the platform’s to set; class limits are anybody’s', async () => {
  const actor = policyWriter(tenant)
  const { id, revision } = await createDraft(actor, { scope: 'tenant', title: 'Hours' })
  await expect(saveDraft(actor, { id, revision, quota: [{ platformConcurrency: 5 }] })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('the platform’s to limit'),
  })
  const quota = [{ class: 'container' as const, maxRunning: 4, monthlyHours: 12.25 }]
  await saveDraft(actor, { id, revision, quota })
  expect((await matrixOfDraft(actor, id)).quota).toEqual([{ ...emptyQuota({ class: 'container' }), ...quota[0] }])
  const platform = await createDraft(actor, { scope: 'platform', title: 'All tenants' })
  await expect(saveDraft(actor, { ...platform, quota: [{ platformConcurrency: 5 }] })).resolves.toMatchObject({
    id: platform.id,
  })
})

test('what a tenant lives within: over all, by environment, by class, and with all tenants', async () => {
  await unsafeDb.classLimit.create({ data: { tenantId: tenant.id, runnerClass: 'container', monthlyMs: 90_000_000n } })
  await unsafeDb.quota.createMany({
    data: [
      { tenantId: tenant.id, environment: 'dev', monthlyBudget: 7n },
      { tenantId: '', scope: 'platform', platformConcurrency: 500 },
    ],
  })
  const { quotas, classes, platformConcurrency } = await getQuotas(tenant.engineer)
  expect(quotas.map(({ environment, monthlyBudget }) => [environment, monthlyBudget.value])).toEqual([
    ['', 100_000_000],
    ['dev', 7],
  ])
  expect(classes.find((one) => one.class === 'container')).toMatchObject({
    maxRunning: { value: null },
    monthlyHours: { value: 25, scope: 'tenant' },
  })
  expect(platformConcurrency).toMatchObject({ value: 500, scope: 'platform' })
})
