import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, makeActor } from '#lib/auth/actor.ts'
import { castVote } from '../../approvals/cast-vote.ts'
import { estimateInput } from '../../cost/testing/inputs.ts'
import { db, unsafeDb } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { newId } from '../../ids.ts'
import { recheckTenant } from '../recheck-policies.ts'
import { runSimulation } from '../simulate/run-simulation.ts'
import { startSimulation } from '../simulate/start-simulation.ts'
import { preDeployRequest } from '../testing/requests.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../testing/rules.ts'
import { activateDraft } from './activate-draft.ts'
import { createDraft } from './create-draft.ts'
import { findDraft } from './find-draft.ts'
import { addTest, removeTest } from './keep-test.ts'
import { rebaseDraft } from './rebase-draft.ts'
import { saveDraft } from './save-draft.ts'
import { submitDraft } from './submit-draft.ts'
import { testDraft } from './test-draft.ts'

let platform: TestTenant
let tenant: TestTenant
let environment: Environment

beforeAll(async () => {
  platform = await makeTenant('platform')
  environment = await makePlatformRules()
})
beforeEach(async () => {
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

const named = (name: string) => {
  const { manifest } = estimateInput({ class: 'serverless' })
  return { ...manifest, metadata: { ...manifest.metadata, name } }
}
const writer = (of: TestTenant) => makeActor({ ...of.admin, platformAdmin: true })
const noSmall = (id = 'team.small') => `@id("${id}")
@level("hard")
@reason("{resource.size} is too small here.")
@remedy("Use medium.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource)
when { resource.size == "small" };`

/** A draft of the tenant with one more rule, as far as it was brought. */
async function drafted(policies: Record<string, string> = { 'team.small': noSmall() }, of = tenant) {
  const by = writer(of)
  const { id } = await createDraft(by, { title: 'No small ones' })
  return { by, ...(await saveDraft(by, { id, revision: 1, policies })) }
}

async function simulated(by: Actor, id: string, revision: number): Promise<string> {
  const { simulationId } = await startSimulation(by, { id, revision })
  const { tenantId } = await findDraft(db, by, id)
  await runSimulation(tenantId, simulationId)
  return simulationId
}

async function submitted(policies?: Record<string, string>) {
  const draft = await drafted(policies)
  await simulated(draft.by, draft.id, draft.revision)
  return { ...draft, ...(await submitDraft(draft.by, draft)) }
}

const approve = (actor: Actor, approvalId: string) =>
  castVote(actor, { approvalId, verdict: 'approve', comment: 'Yes.' }, { kind: 'session' })

describe('before anybody is asked', () => {
  test('faults are all named, and the text stays', async () => {
    const policies = {
      'team.small': noSmall().replace('resource.size ==', 'resource.sise =='),
      'team.other': 'forbid (',
    }
    const { by, id, revision } = await drafted(policies)
    const refused = await startSimulation(by, { id, revision }).catch((error) => error)
    expect(refused).toMatchObject({ code: 'invalid_input', message: 'There are 2 faults in 2 rules.' })
    expect(refused.faults).toContainEqual(
      expect.objectContaining({ path: 'team.small', line: 6, remedy: 'Did you mean `size`?' }),
    )
    expect(await findDraft(db, by, id)).toMatchObject({ policies })
  })
  test('a draft that was not simulated as it is now is not submitted', async () => {
    const { by, id, revision } = await drafted()
    await expect(submitDraft(by, { id, revision })).rejects.toMatchObject({ code: 'invalid_state' })
    await simulated(by, id, revision)
    const later = await saveDraft(by, { id, revision, note: 'Something else.' })
    await expect(submitDraft(by, later)).rejects.toMatchObject({ message: expect.stringContaining('not simulated') })
  })
  test('a failing test blocks until it is removed, and says what was expected', async () => {
    const { by, id, revision } = await drafted()
    const request = preDeployRequest({ tenant: { id: tenant.slug, suspended: false } })
    const expectation = { scope: 'tenant' as const, request, expectedAllowed: true, expectedFindings: [] }
    const test = await addTest(by, { ...expectation, name: 'Small ones pass' })
    await expect(addTest(by, { ...expectation, name: 'Small ones pass' })).rejects.toMatchObject({ code: 'conflict' })
    const { results } = await testDraft(by, { id })
    expect(results).toMatchObject([{ passed: false, actual: { allowed: false, findings: ['team.small'] } }])
    await simulated(by, id, revision)
    await expect(submitDraft(by, { id, revision })).rejects.toMatchObject({
      faults: [{ path: 'Small ones pass', message: expect.stringContaining('denied with team.small') }],
    })
    await removeTest(by, test)
    expect((await submitDraft(by, { id, revision })).approvalId).toMatch(/^apr_/)
  })
})

test('what would change is counted and kept, and nobody is denied by it yet', async () => {
  const { runnerId } = await makeRunner(tenant.id, environment, named('orders'))
  const { by, id, revision } = await drafted()
  const simulationId = await simulated(by, id, revision)
  const found = await db.policySimulation.findFirst({ where: { tenantId: tenant.id, id: simulationId } })
  expect(found).toMatchObject({
    status: 'finished',
    counts: { runner: { looked: 1, denied: 1, allowed: 0 }, tenants: [{ slug: tenant.slug, denied: 1 }] },
  })
  const changes = await db.policySimulationChange.findMany({ where: { tenantId: tenant.id, simulationId } })
  expect(changes).toMatchObject([
    { subjectId: runnerId, kind: 'runner', added: ['team.small'], reason: 'small is too small here.' },
  ])
})

describe('activation', () => {
  test('drafted, simulated, approved by another, activated: one version, its evidence, and everybody told', async () => {
    const { runnerId } = await makeRunner(tenant.id, environment, named('orders'))
    const { by, id, revision, approvalId } = await submitted()
    await expect(activateDraft(by, { id, revision })).rejects.toMatchObject({ code: 'invalid_state' })
    await approve(tenant.approver, approvalId)
    const { version } = await activateDraft(by, { id, revision })
    expect(await unsafeDb.policyVersion.findUnique({ where: { version } })).toMatchObject({
      scope: 'tenant',
      scopeTenantId: tenant.id,
      approvalId,
      retiredAt: null,
    })
    const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'policy.activated' } })
    expect(evidence).toHaveLength(1)
    const told = await db.notification.findMany({ where: { tenantId: tenant.id, kind: 'policy_changed' } })
    expect(told.length).toBeGreaterThanOrEqual(3)
    expect(await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id: approvalId } })).toMatchObject({
      status: 'executed',
    })
    await expect(activateDraft(by, { id, revision })).rejects.toMatchObject({ code: 'invalid_state' })

    expect(await recheckTenant(tenant, 'a look')).toBe(1)
    expect(await recheckTenant(tenant, 'a look')).toBe(0)
    expect(await db.runnerStanding.findFirst({ where: { tenantId: tenant.id, runnerId } })).toMatchObject({
      allowed: false,
      rules: ['team.small'],
    })
  })
  test('nobody who edited it approves it, whatever their roles', async () => {
    const both = makeActor({ ...(await tenant.member('approver')), platformAdmin: true })
    const { id, revision, by } = await drafted()
    const edited = await saveDraft(both, { id, revision, note: 'Mine too.' })
    await simulated(by, id, edited.revision)
    const { approvalId } = await submitDraft(by, { id, revision: edited.revision })
    await expect(approve(both, approvalId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(approve(writer(tenant), approvalId)).rejects.toMatchObject({ code: 'forbidden' })
    await approve(tenant.approver, approvalId)
  })
  test('an edit voids what was approved', async () => {
    const { by, id, revision, approvalId } = await submitted()
    await approve(tenant.approver, approvalId)
    const edited = await saveDraft(by, { id, revision, policies: { 'team.small': noSmall().replace('Use', 'Take') } })
    expect(await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id: approvalId } })).toMatchObject({
      status: 'voided',
    })
    await expect(activateDraft(by, edited)).rejects.toMatchObject({ code: 'invalid_state' })
  })
  test('an approver who is no longer one counts no more', async () => {
    const { by, id, revision, approvalId } = await submitted()
    await approve(tenant.approver, approvalId)
    await unsafeDb.membership.updateMany({
      where: { tenantId: tenant.id, userId: tenant.approver.userId },
      data: { roles: ['engineer'] },
    })
    await expect(activateDraft(by, { id, revision })).rejects.toMatchObject({ code: 'invalid_state' })
  })
  test('an approval whose time is over activates nothing', async () => {
    const { by, id, revision, approvalId } = await submitted()
    await approve(tenant.approver, approvalId)
    const where = { tenantId: tenant.id, id: approvalId }
    await db.approvalRequest.updateMany({ where, data: { expiresAt: new Date() } })
    await expect(activateDraft(by, { id, revision })).rejects.toThrow('has expired')
    expect((await rebaseDraft(by, { id, revision })).revision).toBe(revision + 1)
  })
  test('a rejected draft is a draft again', async () => {
    const { by, id, approvalId } = await submitted()
    await castVote(tenant.approver, { approvalId, verdict: 'reject', comment: 'Not yet.' }, { kind: 'session' })
    expect(await findDraft(db, by, id)).toMatchObject({ status: 'draft', approvalId: null })
  })
  test('of two drafts of one base the second is refused, and rebased in one step', async () => {
    const first = await submitted()
    const second = await submitted({ 'team.other': noSmall('team.other') })
    for (const { approvalId } of [first, second]) await approve(tenant.approver, approvalId)
    const { version } = await activateDraft(first.by, first)
    await expect(activateDraft(second.by, second)).rejects.toMatchObject({
      code: 'conflict',
      remedy: expect.stringContaining('Rebase'),
    })
    const rebased = await rebaseDraft(second.by, second)
    expect(rebased.conflicts).toEqual([])
    const draft = await findDraft(db, second.by, second.id)
    expect(draft).toMatchObject({ basedOn: version, status: 'draft' })
    expect(Object.keys(draft.policies as object)).toEqual(['team.other', 'team.small'])
  })
  test('going back is a new version with the old content', async () => {
    const { by, id, revision, approvalId } = await submitted()
    await approve(tenant.approver, approvalId)
    const { version } = await activateDraft(by, { id, revision })
    const next = await submitted({})
    await approve(tenant.approver, next.approvalId)
    const emptied = await activateDraft(next.by, next)
    const back = await createDraft(by, { title: 'Back', from: version })
    const draft = await findDraft(db, by, back.id)
    expect(draft).toMatchObject({ basedOn: emptied.version, policies: { 'team.small': noSmall() } })
  })
})

test('tests and drafts of another tenant are not there', async () => {
  const { by, id, revision } = await drafted()
  const other = writer(await makeTenant())
  const request = preDeployRequest()
  const test = await addTest(by, {
    scope: 'tenant',
    name: 'ours',
    request,
    expectedAllowed: true,
    expectedFindings: [],
  })
  for (const act of [
    () => removeTest(other, test),
    () => startSimulation(other, { id, revision }),
    () => submitDraft(other, { id, revision }),
    () => activateDraft(other, { id, revision }),
    () => rebaseDraft(other, { id, revision }),
    () => testDraft(other, { id }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(platform.id).not.toBe(tenant.id)
  expect(newId('policyTest')).toMatch(/^ptt_/)
})
