import { beforeAll, expect, test } from 'vitest'
import { involvedIn } from '../approvals/involved-in.ts'
import { readRequest } from '../approvals/request-row.ts'
import { gatedDeployment, requestOf, stage } from '../approvals/testing/gated-deployment.ts'
import { saveGroup } from '../approver-groups/save-group.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { makeTenantRules } from '../policy/testing/rules.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
  await makeTenantRules(tenant.id, { maxRunners: 100, maxConcurrency: 1000, monthlyBudget: null })
})

/** Why a person may not decide on a deployment that waits. */
async function partsOf(userId: string, it: Awaited<ReturnType<typeof gatedDeployment>>): Promise<string[]> {
  const parts = await involvedIn(db, readRequest(await requestOf(it)))
  return parts.filter((part) => part.userId === userId).map(({ why }) => why)
}

async function waiting() {
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  return it
}

test('who asked for it and wrote it', async () => {
  expect(await partsOf(tenant.engineer.userId, await waiting())).toEqual(['requested', 'edited'])
  expect(await partsOf(tenant.approver.userId, await waiting())).toEqual([])
})

test('who has begun a draft of it', async () => {
  const it = await waiting()
  const { manifestId } = it
  await db.draft.create({
    data: { tenantId: tenant.id, id: newId('draft'), userId: tenant.approver.userId, manifestId, text: '' },
  })
  expect(await partsOf(tenant.approver.userId, it)).toEqual(['drafting'])
})

test('who owns its cost: by a cost centre, as the group it names, by e-mail', async () => {
  const it = await waiting()
  const member = await tenant.member('approver')
  await saveGroup(tenant.admin, { name: 'controllers', members: [member.label], costCentres: ['4100'] })
  expect(await partsOf(member.userId, it)).toEqual(['owns'])
  await saveGroup(tenant.admin, { name: 'controllers', members: [], costCentres: ['4100'] })
  await saveGroup(tenant.admin, { name: 'finance-data', members: [member.label] })
  expect(await partsOf(member.userId, it)).toEqual(['owns'])
})

test('who granted an exception that it uses', async () => {
  const it = await waiting()
  const exception = newId('exception')
  const id = newId('approval')
  const asked = await requestOf(it)
  const { deploymentId: _, ...row } = asked
  await unsafeDb.approvalRequest.create({
    data: { ...row, id, kind: 'exception', subjectId: exception, slots: asked.slots as object, facts: {} },
  })
  const vote = { tenantId: tenant.id, id: newId('vote'), approvalId: id, userId: tenant.approver.userId }
  await db.approvalVote.create({ data: { ...vote, verdict: 'approve' } })
  const facts = { ...(asked.facts as object), exceptions: { digest: 'x', value: [exception] } }
  await db.approvalRequest.updateMany({ where: { tenantId: tenant.id, id: asked.id }, data: { facts } })
  expect(await partsOf(tenant.approver.userId, it)).toEqual(['granted'])
})
