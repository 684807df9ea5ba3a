import { beforeAll, expect, test } from 'vitest'
import { decideApproval } from '../approvals/decide-approval.ts'
import { expireApprovals } from '../approvals/expire-approvals.ts'
import { withdrawApproval } from '../approvals/withdraw-approval.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { resolveDeadLetters } from '../dead-letters/resolve-dead-letters.ts'
import { readDecision } from '../inbox/read-decision.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { deadLetters } from '../runs/testing/dead-letters.ts'
import { requestReplay } from './request-replay.ts'
import { stepReplay } from './step-replay.ts'
import { stopReplay } from './stop-replay.ts'
import { driveToEnd, isOpen, stateOf } from './testing/drive.ts'
import { getThreshold, setThreshold } from './threshold.ts'

let tenant: TestTenant
let count = 0
beforeAll(async () => {
  tenant = await makeTenant()
})

const letters = async (many: number) =>
  deadLetters(tenant.id, await activeRunner(tenant), { prefix: `mass${count++}`, count: many })
const askFor = async (ids: string[]) => {
  const asked = await requestReplay(tenant.engineer, {
    letters: { ids },
    reason: 'the database was away',
    ratePerSecond: 500,
  })
  return { ...asked, ref: { tenantId: tenant.id, id: asked.id }, approvalId: asked.approvalId as string }
}
const approve = (approvalId: string, by = tenant.approver) =>
  decideApproval(by, { approvalId, verdict: 'approve', comment: '' })
const requestOf = (approvalId: string) =>
  db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id: approvalId } })

test('more than the threshold waits for somebody else, who approves exactly the list; then it runs', async () => {
  const asked = await askFor(await letters(26))
  expect(asked.approvalId).not.toBeNull()
  expect(await isOpen(asked.ref)).toBe(false)
  await stepReplay(asked.ref)
  expect(await stateOf(asked.ref)).toMatchObject({ status: 'waiting_approval', counts: { waiting: 26 } })
  await expect(approve(asked.approvalId, tenant.engineer)).rejects.toMatchObject({ code: 'forbidden' })

  const decision = await readDecision(tenant.approver, asked.approvalId)
  expect(decision.request.decisionDigest).toBe(asked.listDigest)
  expect(decision.body.what).toContain('26 failed runs')
  expect(decision.body.sections.map(({ id }) => id)).toEqual(['expected', 'pace', 'list'])

  await approve(asked.approvalId)
  expect(await driveToEnd(asked.ref)).toEqual(['canary', 'running', 'finished'])
  expect((await stateOf(asked.ref)).counts).toEqual({ succeeded: 26 })
  expect((await requestOf(asked.approvalId))?.status).toBe('executed')
})

test('at the threshold nobody is asked', async () => {
  expect((await askFor(await letters(25))).approvalId).toBeNull()
})

test('a list that changes while people decide voids the request', async () => {
  const ids = await letters(26)
  const asked = await askFor(ids)
  await resolveDeadLetters(tenant.engineer, { letters: { ids: ids.slice(3, 4) }, as: 'waived', reason: 'a test order' })
  expect(await stateOf(asked.ref)).toMatchObject({ status: 'voided', counts: { not_started: 26 } })
  expect((await requestOf(asked.approvalId))?.status).toBe('voided')
  await expect(approve(asked.approvalId)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('a list that changed under the approvers takes no vote, and one that changed after it never begins', async () => {
  const first = await askFor(await letters(26))
  // Settled by whatever does not know of replays: a run of the token that succeeded.
  const settle = (replayId: string) => unsafeDb.$executeRaw`
    update "DeadLetter" set status = 'replayed' where "tenantId" = ${tenant.id} and id = (
      select "deadLetterId" from "ReplayItem" where "replayId" = ${replayId} and seq = 7)`
  await settle(first.id)
  await expect(approve(first.approvalId)).rejects.toMatchObject({ code: 'invalid_state' })

  const second = await askFor(await letters(26))
  await approve(second.approvalId)
  await settle(second.id)
  await stepReplay(second.ref)
  expect(await stateOf(second.ref)).toMatchObject({ status: 'voided', counts: { not_started: 26 } })
  expect((await requestOf(second.approvalId))?.status).toBe('voided')
  expect(await db.run.count({ where: { tenantId: tenant.id, origin: 'replay', token: { startsWith: 'mass3' } } })).toBe(
    0,
  )
})

test('an approval whose giver may no longer decide lets nothing begin', async () => {
  const leaver = await tenant.member('approver')
  const asked = await askFor(await letters(26))
  await approve(asked.approvalId, leaver)
  await unsafeDb.membership.updateMany({
    where: { tenantId: tenant.id, userId: leaver.userId },
    data: { roles: ['engineer'] },
  })
  await stepReplay(asked.ref)
  expect((await stateOf(asked.ref)).status).toBe('voided')
})

test('a mass replay that no request stands behind ends, and is not looked at for ever', async () => {
  const asked = await askFor(await letters(26))
  await approve(asked.approvalId)
  await unsafeDb.approvalRequest.updateMany({
    where: { tenantId: tenant.id, id: asked.approvalId },
    data: { subjectId: 'another' },
  })
  await stepReplay(asked.ref)
  expect(await stateOf(asked.ref)).toMatchObject({ status: 'voided', counts: { not_started: 26 } })
  expect(await isOpen(asked.ref)).toBe(false)
})

test('rejected, withdrawn and expired: nothing begins', async () => {
  const [rejected, withdrawn, expired] = [
    await askFor(await letters(26)),
    await askFor(await letters(26)),
    await askFor(await letters(26)),
  ] as const
  await decideApproval(tenant.approver, { approvalId: rejected.approvalId, verdict: 'reject', comment: 'not today' })
  await withdrawApproval(tenant.engineer, { approvalId: withdrawn.approvalId })
  await unsafeDb.approvalRequest.updateMany({
    where: { tenantId: tenant.id, id: expired.approvalId },
    data: { expiresAt: new Date(Date.now() - 1) },
  })
  await expireApprovals(new Date())
  for (const [asked, status] of [
    [rejected, 'rejected'],
    [withdrawn, 'withdrawn'],
    [expired, 'expired'],
  ] as const) {
    expect(await stateOf(asked.ref)).toMatchObject({ status, counts: { not_started: 26 } })
    expect(await isOpen(asked.ref)).toBe(false)
  }
})

test('what is approved is not taken back, but it can be stopped before it begins', async () => {
  const asked = await askFor(await letters(26))
  await approve(asked.approvalId)
  expect((await stateOf(asked.ref)).status).toBe('ready')
  await expect(withdrawApproval(tenant.approver, { approvalId: asked.approvalId })).rejects.toMatchObject({
    code: 'invalid_state',
  })
  await stopReplay(tenant.engineer, { id: asked.id, reason: 'not now' })
  await stepReplay(asked.ref)
  expect(await stateOf(asked.ref)).toMatchObject({ status: 'stopped', counts: { not_started: 26 } })
  expect((await requestOf(asked.approvalId))?.status).toBe('withdrawn')
})

test('a tenant asks earlier than the platform, never later', async () => {
  expect(await getThreshold(tenant.auditor)).toEqual({ most: 25, platform: 25, tenant: null })
  await expect(setThreshold(tenant.admin, { most: 26 })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(setThreshold(tenant.engineer, { most: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setThreshold(tenant.admin, { most: 1, everyTenant: true })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await setThreshold(tenant.admin, { most: 2 })).toEqual({ most: 2, platform: 25, tenant: 2 })
  expect((await askFor(await letters(3))).approvalId).not.toBeNull()
  const platform = { ...tenant.admin, platformAdmin: true }
  expect(await setThreshold(platform, { most: 1, everyTenant: true })).toEqual({ most: 1, platform: 1, tenant: 2 })
  expect((await askFor(await letters(2))).approvalId).not.toBeNull()
})
