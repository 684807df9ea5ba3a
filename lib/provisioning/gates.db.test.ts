import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideApproval } from '../approvals/decide-approval.ts'
import {
  activateRules,
  deploymentOf,
  gatedDeployment,
  requestOf,
  stage,
} from '../approvals/testing/gated-deployment.ts'
import { withdrawApproval } from '../approvals/withdraw-approval.ts'
import type { Actor } from '../auth/actor.ts'
import { closeBreakGlass } from '../break-glass/close-break-glass.ts'
import { openBreakGlass } from '../break-glass/open-break-glass.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { makeTenantRules } from '../policy/testing/rules.ts'
import { changeMember } from '../tenancy/change-member.ts'
import { releaseScheduled } from './release-scheduled.ts'
import { resumeDeployment } from './resume-deployment.ts'
import { stopTargets } from './targets/targets.ts'

let tenant: TestTenant
let second: Actor
let overrider: Actor

beforeAll(async () => {
  tenant = await makeTenant()
  second = await tenant.member('approver')
  overrider = await tenant.member('overrider')
  await makeTenantRules(tenant.id, { maxRunners: 100, maxConcurrency: 1000, monthlyBudget: null })
})
afterAll(stopTargets)

const vote = (actor: Actor, approvalId: string, comment = '') =>
  decideApproval(actor, { approvalId, verdict: 'approve', comment })
const evidenceOf = async (deploymentId: string, kind: string) =>
  db.evidence.findMany({
    where: { tenantId: tenant.id, deploymentId, kind },
    select: { sentence: true },
    orderBy: { id: 'asc' },
  })
const softRule = {
  'test.soft': `@id("test.soft")
@title("Tests ask for leniency")
@level("soft")
@reason("It is a test.")
@remedy("Have somebody let it pass.")
forbid (principal, action == BareCount::Action::"deploy", resource);`,
}

test('it waits for its people, goes on when they have approved, and evidence names who counted', async () => {
  const it = await gatedDeployment(tenant)
  expect(await stage(it, 'provision_primitives')).toBe('stopped')
  expect(await deploymentOf(it)).toMatchObject({
    status: 'waiting_approval',
    reason: `Waiting for 1 approver of ${tenant.slug}.`,
  })
  const request = await requestOf(it)
  expect(request).toMatchObject({ status: 'open', required: 1, risks: ['asks-1', 'first deployment'] })
  expect((await deploymentOf(it)).decisionDigest).toBe(request.decisionDigest)
  await vote(tenant.approver, request.id)
  expect(await stage(it, 'provision_primitives')).toBe('succeeded')
  expect(await stage(it, 'deploy')).toBe('succeeded')
  expect(await requestOf(it)).toMatchObject({ id: request.id, status: 'executed' })
  expect(await evidenceOf(it.deploymentId, 'approval.executed')).toMatchObject([
    { sentence: `What was approved begins; it counts ${tenant.approver.label}.` },
  ])
  await expect(vote(second, request.id)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('a policy activated between vote and execution voids the approval; the next one shows only what changed', async () => {
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const first = await requestOf(it)
  await vote(tenant.approver, first.id)
  expect(await stage(it, 'provision_primitives')).toBe('succeeded')
  await activateRules(softRule)
  expect(await stage(it, 'deploy')).toBe('stopped')
  expect((await deploymentOf(it)).status).toBe('waiting_approval')
  const next = await requestOf(it)
  expect(next.id).not.toBe(first.id)
  expect(await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id: first.id } })).toMatchObject({
    status: 'voided',
  })
  expect((await evidenceOf(it.deploymentId, 'approval.decided')).map((row) => row.sentence)).toContain(
    'The approval is voided: 1 of 1: Changed since: findings, policy, slots.',
  )
  await expect(vote(second, first.id)).rejects.toMatchObject({ code: 'invalid_state' })
  await activateRules()
})

test('a soft finding waits for an override with its reason, and only from who may', async () => {
  await activateRules(softRule)
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const request = await requestOf(it)
  expect(request.risks).toContain('override')
  expect(await vote(tenant.approver, request.id)).toMatchObject({ state: 'open', missing: 1 })
  expect(await vote(second, request.id)).toMatchObject({ state: 'open', missing: 1 })
  await expect(vote(overrider, request.id)).rejects.toThrow('Say why you let it pass.')
  expect(await vote(overrider, request.id, 'The vendor is waiting.')).toMatchObject({ state: 'approved' })
  await stage(it, 'provision_primitives')
  expect(await stage(it, 'deploy')).toBe('succeeded')
  const decided = await db.policyDecision.findFirst({
    where: { tenantId: tenant.id, subjectId: it.deploymentId, gate: 'deploy' },
    orderBy: { id: 'desc' },
  })
  expect(decided?.findings).toMatchObject([{ id: 'test.soft', level: 'soft', overriddenBy: request.id }])
  await activateRules()
})

test('a hard finding fails before anybody is asked, and no vote opens it', async () => {
  await activateRules({ 'test.soft': softRule['test.soft'].replace('"soft")\n@reason', '"hard")\n@reason') })
  const it = await gatedDeployment(tenant)
  expect(await stage(it, 'provision_primitives')).toBe('stopped')
  expect((await deploymentOf(it)).status).toBe('failed')
  await expect(requestOf(it)).rejects.toThrow('nobody was asked')
  await activateRules()
})

test('an approver who loses the role between vote and execution no longer counts', async () => {
  const leaving = await tenant.member('approver')
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const request = await requestOf(it)
  await vote(leaving, request.id)
  await stage(it, 'provision_primitives')
  await changeMember(tenant.admin, { userId: leaving.userId, roles: ['engineer'] })
  expect(await stage(it, 'deploy')).toBe('stopped')
  expect(await requestOf(it)).toMatchObject({ id: request.id, status: 'open' })
  expect((await deploymentOf(it)).status).toBe('waiting_approval')
  await vote(tenant.approver, request.id)
  expect(await stage(it, 'deploy')).toBe('succeeded')
})

test.each([
  [
    'the variables of the environment',
    (_: { digest: string }) =>
      unsafeDb.environment.update({ where: { name: 'asks-1' }, data: { variables: { REGION: `r${Date.now()}` } } }),
    'environment',
  ],
  [
    'what was signed of the artifact',
    async ({ digest }: { digest: string }) => {
      const { id: artifactId } = await unsafeDb.artifact.findFirstOrThrow({ where: { digest } })
      const known = await unsafeDb.attestation.findFirstOrThrow({ where: { artifactId } })
      const more = { ...known, id: newId('attestation'), predicateType: 'https://example.test/review' }
      return db.attestation.create({ data: { ...more, bundle: more.bundle as object } })
    },
    'attestations',
  ],
] as const)('%s changing voids what was approved', async (_what, change, part) => {
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const first = await requestOf(it)
  await change(it)
  await vote(tenant.approver, first.id)
  expect(await stage(it, 'provision_primitives')).toBe('stopped')
  expect((await requestOf(it)).id).not.toBe(first.id)
  expect((await evidenceOf(it.deploymentId, 'approval.decided')).at(-1)?.sentence).toContain(`Changed since: ${part}`)
})

test('approved now for later: it is scheduled, a vote can be taken back until then, and the clock lets it go on', async () => {
  const startsAt = new Date(Date.now() + 3600_000)
  const it = await gatedDeployment(tenant, { startsAt })
  await stage(it, 'provision_primitives')
  const request = await requestOf(it)
  expect(request.startsAt).toEqual(startsAt)
  expect(request.expiresAt.getTime()).toBeGreaterThan(startsAt.getTime())
  await vote(tenant.approver, request.id)
  await stage(it, 'provision_primitives')
  expect(await deploymentOf(it)).toMatchObject({ status: 'scheduled', waitingUntil: startsAt })
  await decideApproval(tenant.approver, { approvalId: request.id, verdict: 'withdraw' })
  expect(await deploymentOf(it)).toMatchObject({ status: 'waiting_approval' })
  expect((await requestOf(it)).status).toBe('open')
  await vote(second, request.id)
  await stage(it, 'provision_primitives')
  expect(await releaseScheduled(new Date(startsAt.getTime() - 1))).toBe(0)
  expect(await releaseScheduled(startsAt)).toBe(1)
  expect(await releaseScheduled(startsAt)).toBe(0)
  expect(await deploymentOf(it)).toMatchObject({ status: 'queued', round: 4 })
})

test('a deployment without approvals waits for its start as well', async () => {
  const it = await gatedDeployment(tenant, { approvals: 0, startsAt: new Date(Date.now() + 3600_000) })
  await stage(it, 'provision_primitives')
  expect((await deploymentOf(it)).status).toBe('scheduled')
})

test('break-glass does not hurry what was asked for a later time', async () => {
  const responder = await tenant.member('responder')
  const later = await gatedDeployment(tenant, { startsAt: new Date(Date.now() + 3600_000) })
  const sooner = await gatedDeployment(tenant, { startsAt: new Date(Date.now() + 60_000) })
  const glass = { environment: 'asks-1', reason: 'Orders are lost since nine.', minutes: 30 }
  const { id } = await openBreakGlass(responder, glass)
  // One begins after the glass has closed, so its people are asked; the other within its time, so nobody is.
  await stage(later, 'deploy')
  expect((await deploymentOf(later)).status).toBe('waiting_approval')
  for (const name of ['provision_primitives', 'deploy'] as const) {
    await db.deployment.updateMany({
      where: { tenantId: tenant.id, id: sooner.deploymentId },
      data: { status: 'queued' },
    })
    await stage(sooner, name)
    expect((await deploymentOf(sooner)).status).toBe('scheduled')
  }
  expect(await db.breakGlassUse.count({ where: { tenantId: tenant.id, breakGlassId: id } })).toBe(0)
  await closeBreakGlass(responder, { id })
})

test('the requester takes the request back, as long as nothing has begun', async () => {
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const request = await requestOf(it)
  await vote(tenant.approver, request.id)
  expect(await withdrawApproval(tenant.engineer, { approvalId: request.id })).toEqual({ state: 'withdrawn' })
  expect((await deploymentOf(it)).status).toBe('cancelled')
  expect((await requestOf(it)).status).toBe('withdrawn')
  await expect(vote(second, request.id)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('whoever resumes it may not approve it, also when they had approved before', async () => {
  const both = await tenant.member('approver', 'engineer')
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const request = await requestOf(it)
  await vote(both, request.id)
  await stage(it, 'provision_primitives')
  await db.deployment.updateMany({ where: { tenantId: tenant.id, id: it.deploymentId }, data: { status: 'failed' } })
  await resumeDeployment(both, it.deploymentId)
  expect(await stage(it, 'deploy')).toBe('stopped')
  expect(await requestOf(it)).toMatchObject({ id: request.id, status: 'open' })
  await expect(vote(both, request.id)).rejects.toThrow('You resumed it.')
})

test('what was approved and has not begun in time does not count any more', async () => {
  const it = await gatedDeployment(tenant)
  await stage(it, 'provision_primitives')
  const first = await requestOf(it)
  await vote(tenant.approver, first.id)
  await db.approvalRequest.updateMany({
    where: { tenantId: tenant.id, id: first.id },
    data: { expiresAt: new Date(Date.now() - 1) },
  })
  expect(await stage(it, 'provision_primitives')).toBe('stopped')
  expect((await requestOf(it)).id).not.toBe(first.id)
  expect(await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id: first.id } })).toMatchObject({
    status: 'expired',
  })
})
