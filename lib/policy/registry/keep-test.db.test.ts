import { beforeAll, expect, test } from 'vitest'
import { makeActor } from '#lib/auth/actor.ts'
import { estimateInput } from '../../cost/testing/inputs.ts'
import { db, transaction } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { decidePolicy } from '../decide-policy.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../testing/rules.ts'
import { createDraft } from './create-draft.ts'
import { keepTest } from './keep-test.ts'
import { saveDraft } from './save-draft.ts'
import { testDraft } from './test-draft.ts'

let environment: Environment
let platform: TestTenant
let tenant: TestTenant

beforeAll(async () => {
  platform = await makeTenant('platform')
  environment = await makePlatformRules()
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

const writer = (of: TestTenant) => makeActor({ ...of.admin, platformAdmin: true })

/** A decision about a runner in a size, as a gate stored it. */
async function decided(name: string, size: 'small' | 'medium') {
  const { manifest } = estimateInput({ class: 'serverless' })
  const declared = {
    ...manifest,
    metadata: { ...manifest.metadata, name },
    runner: { ...manifest.runner, size },
  }
  const { deploymentId, manifestId } = await makeRunner(tenant.id, environment, declared)
  const subject = { gate: 'pre_deploy' as const, subjectId: deploymentId, declared, environment, manifestId }
  const { decisionId } = await transaction((tx) => decidePolicy(tx, tenant.engineer, subject))
  const stored = await db.policyDecision.findFirst({ where: { tenantId: tenant.id, id: decisionId } })
  return { id: decisionId, inputs: stored?.inputs }
}

test('a stored decision becomes a test of its layer: the same request, the same answer, and a record of it', async () => {
  const { id: decisionId, inputs } = await decided('refused', 'medium')
  const by = writer(tenant)
  const kept = await keepTest(by, { decisionId, scope: 'tenant' })
  expect(kept.name).toBe(`refused at the pre-deploy gate is denied (${decisionId.slice(-6)})`)
  expect(await db.policyTest.findFirst({ where: { tenantId: tenant.id, id: kept.id } })).toMatchObject({
    scope: 'tenant',
    scopeTenantId: tenant.id,
    gate: 'pre_deploy',
    request: inputs,
    expectedAllowed: false,
    expectedFindings: ['matrix.not_offered'],
    decisionId,
    createdById: by.userId,
  })
  const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'policy.test_changed' } })
  expect(evidence).toMatchObject([{ actorId: by.userId, sentence: expect.stringContaining(kept.name) }])
  await expect(keepTest(by, { decisionId, scope: 'tenant' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a draft that would answer otherwise fails it, and one that does not passes', async () => {
  const { id: decisionId } = await decided('accepted', 'small')
  const by = writer(tenant)
  const { name } = await keepTest(by, { decisionId, scope: 'tenant', name: 'Small ones pass' })
  expect(name).toBe('Small ones pass')
  const { id } = await createDraft(by, { title: 'No small ones' })
  const outcome = async () => (await testDraft(by, { id })).results.find((result) => result.name === name)
  expect(await outcome()).toMatchObject({ passed: true, expected: { allowed: true, findings: [] } })
  const rule = `@id("team.small") @level("hard") @reason("Too small.") @remedy("Use medium.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.size == "small" };`
  await saveDraft(by, { id, revision: 1, policies: { 'team.small': rule } })
  expect(await outcome()).toMatchObject({ passed: false, actual: { allowed: false, findings: ['team.small'] } })
})

test('kept for the platform it is in the platform’s log', async () => {
  const { id: decisionId } = await decided('everywhere', 'small')
  const { id } = await keepTest(writer(tenant), { decisionId, scope: 'platform' })
  expect(await db.policyTest.findFirst({ where: { tenantId: platform.id, id } })).toMatchObject({ scopeTenantId: '' })
  const where = { tenantId: platform.id, kind: 'policy.test_changed' as const }
  expect(await db.evidence.count({ where })).toBe(1)
})

test('another tenant’s decision is not there, and only those who write policies keep one', async () => {
  const { id: decisionId } = await decided('ours', 'small')
  const other = writer(await makeTenant())
  await expect(keepTest(other, { decisionId, scope: 'tenant' })).rejects.toMatchObject({ code: 'not_found' })
  for (const actor of [tenant.engineer, tenant.approver, tenant.auditor]) {
    await expect(keepTest(actor, { decisionId, scope: 'tenant' })).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await db.policyTest.count({ where: { tenantId: tenant.id, decisionId } })).toBe(0)
})
