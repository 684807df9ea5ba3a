import { beforeAll, expect, test } from 'vitest'
import { saveGroup } from '../approver-groups/save-group.ts'
import { type Actor, makeActor } from '../auth/actor.ts'
import { hashPassword } from '../auth/password.ts'
import { fixedClock } from '../clock.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { delegateDecisions } from '../delegations/delegate-decisions.ts'
import { endDelegation } from '../delegations/end-delegation.ts'
import { beginEnrolment } from '../passkeys/begin-enrolment.ts'
import { enrolPasskey } from '../passkeys/enrol-passkey.ts'
import { removePasskey } from '../passkeys/remove-passkey.ts'
import { softwareAuthenticator } from '../passkeys/testing/software-authenticator.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
import { EMPTY_LIST, emptyReplay } from '../replays/testing/empty-replay.ts'
import { removeMember } from '../tenancy/remove-member.ts'
import { castVote } from './cast-vote.ts'
import { decideApproval } from './decide-approval.ts'
import { expireApprovals } from './expire-approvals.ts'
import { openRequest } from './open-request.ts'
import { getApproval } from './queries.ts'
import { remindApprovers } from './remind-approvers.ts'
import type { Verdict } from './schema.ts'
import { withdrawApproval } from './withdraw-approval.ts'

let tenant: TestTenant
let second: Actor
let third: Actor

beforeAll(async () => {
  tenant = await makeTenant()
  second = await tenant.member('approver')
  third = await tenant.member('approver')
})

const slot = (over: Partial<ApprovalSlot> = {}): ApprovalSlot => ({
  rule: 'test.rule',
  title: 'A test',
  by: 'role:approver',
  count: 1,
  assurance: 'session',
  overrides: false,
  ...over,
})
const inAnHour = () => new Date(Date.now() + 3600_000)

/** A request about nothing but itself. */
async function asked(slots: ApprovalSlot[] = [slot()], over: { expiresAt?: Date; by?: Actor } = {}): Promise<string> {
  const subjectId = await emptyReplay(over.by ?? tenant.engineer)
  const { id } = await transaction((tx) =>
    openRequest(tx, over.by ?? tenant.engineer, {
      kind: 'mass_replay',
      subjectId,
      slots,
      decisionDigest: EMPTY_LIST,
      summary: 'Replay 30 runs',
      expiresAt: over.expiresAt ?? inAnHour(),
    }),
  )
  return id
}

const say = (actor: Actor, approvalId: string, verdict: Verdict = 'approve', comment = '', onBehalfOfId?: string) =>
  castVote(actor, { approvalId, verdict, comment, onBehalfOfId }, { kind: 'session' })
const toldOf = (userId: string, kind: 'approval_waiting' | 'approval_due', approvalId: string) =>
  db.notification.count({ where: { tenantId: tenant.id, userId, kind, subjectIds: { has: approvalId } } })

test('everybody who could decide and has no part in it is told; nobody else is', async () => {
  const id = await asked([slot()], { by: third })
  expect(await toldOf(tenant.approver.userId, 'approval_waiting', id)).toBe(1)
  expect(await toldOf(third.userId, 'approval_waiting', id)).toBe(0)
  expect(await toldOf(tenant.engineer.userId, 'approval_waiting', id)).toBe(0)
  await expect(say(third, id)).rejects.toThrow('You requested it.')
})

test('at the instant of expiry it takes nothing, one moment before it does', async () => {
  const expiresAt = inAnHour()
  const id = await asked([slot({ count: 2 })], { expiresAt })
  const at = (ms: number) => fixedClock(new Date(expiresAt.getTime() + ms))
  const vote = { approvalId: id, verdict: 'approve' as const, comment: '' }
  await castVote(tenant.approver, vote, { kind: 'session' }, at(-1))
  await expect(castVote(second, vote, { kind: 'session' }, at(0))).rejects.toThrow('This request has expired.')
})

test('two in the same instant each count once, and one of them decides', async () => {
  const id = await asked([slot({ count: 2 })])
  const answers = await Promise.all([say(tenant.approver, id), say(second, id)])
  expect(answers.map(({ state }) => state).sort()).toEqual(['approved', 'open'])
  const where = {
    tenantId: tenant.id,
    kind: 'approval.decided',
    sentence: { startsWith: 'The approval is approved: 2' },
  }
  expect(await db.evidence.count({ where })).toBeGreaterThan(0)
})

test('approve and reject in the same instant end in one word', async () => {
  const id = await asked()
  await Promise.allSettled([say(tenant.approver, id), say(second, id, 'reject', 'No.')])
  const { status, votes } = await getApproval(tenant.auditor, id)
  expect(votes).toHaveLength(1)
  expect(status).toBe(votes[0]?.verdict === 'approve' ? 'approved' : 'rejected')
})

test('an approver removed between vote and count is not counted', async () => {
  const leaving = await tenant.member('approver')
  const id = await asked([slot({ count: 2 })])
  await say(leaving, id)
  await removeMember(tenant.admin, { userId: leaving.userId })
  expect(await say(tenant.approver, id)).toMatchObject({ state: 'open', missing: 1 })
  expect(await say(second, id)).toMatchObject({ state: 'approved' })
})

test('an actor made before the role was taken decides no more', async () => {
  const leaving = await tenant.member('approver')
  const id = await asked()
  await removeMember(tenant.admin, { userId: leaving.userId })
  await expect(say(leaving, id)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a vote is taken back, and the newest decision counts', async () => {
  const id = await asked([slot({ count: 2 })])
  await say(tenant.approver, id)
  expect(await say(tenant.approver, id, 'withdraw')).toMatchObject({ state: 'open', missing: 2 })
  await expect(say(tenant.approver, id, 'withdraw')).rejects.toThrow('You have no vote here to take back.')
  await expect(withdrawApproval(second, { approvalId: id })).rejects.toThrow('You have no vote here to take back.')
  await say(tenant.approver, id)
  expect(await say(second, id)).toMatchObject({ state: 'approved' })
  await expect(say(second, id, 'withdraw')).rejects.toMatchObject({ code: 'invalid_state' })
})

test('each rule has its own people', async () => {
  await saveGroup(tenant.admin, { name: 'payments', members: [second.label] })
  const id = await asked([slot({ rule: 'a', count: 2 }), slot({ rule: 'b', by: 'group:payments' })])
  expect(await say(tenant.approver, id)).toMatchObject({ fills: ['a'], missing: 2 })
  expect(await say(third, id)).toMatchObject({ state: 'open', missing: 1 })
  expect(await say(second, id)).toMatchObject({ state: 'approved', fills: ['a', 'b'] })
})

test('leaving the group between vote and count empties its place', async () => {
  await saveGroup(tenant.admin, { name: 'treasury', members: [second.label, third.label] })
  const id = await asked([slot({ by: 'group:treasury', count: 2 })])
  await say(second, id)
  await saveGroup(tenant.admin, { name: 'treasury', members: [third.label] })
  expect(await say(third, id)).toMatchObject({ state: 'open', missing: 1 })
  await expect(say(tenant.approver, id)).rejects.toThrow('This asks for 2 people of treasury; you are none of them.')
})

test('one decides on behalf of who is away: as long as it is delegated, and by what they are', async () => {
  await saveGroup(tenant.admin, { name: 'ledger', members: [second.label] })
  const id = await asked([slot({ by: 'group:ledger' })])
  await expect(say(third, id, 'approve', '', second.userId)).rejects.toThrow(
    'Nobody has delegated this decision to you',
  )
  const { id: delegation } = await delegateDecisions(second, {
    to: third.label,
    endsAt: inAnHour().toISOString(),
    reason: 'On leave.',
  })
  expect(await say(third, id, 'approve', '', second.userId)).toMatchObject({ state: 'approved' })
  const said = await db.evidence.findFirst({
    where: { tenantId: tenant.id, kind: 'approval.voted', actorId: third.userId },
    orderBy: { id: 'desc' },
  })
  expect(said?.sentence).toBe(`${third.label} on behalf of ${second.label} approved.`)
  await endDelegation(second, { id: delegation })
  const other = await asked([slot({ by: 'group:ledger' })])
  await expect(say(third, other, 'approve', '', second.userId)).rejects.toMatchObject({ code: 'forbidden' })
})

test('neither a delegate nor whoever delegated may have a part in it', async () => {
  const away = await tenant.member('approver')
  const stands = await tenant.member('approver')
  await delegateDecisions(away, { to: stands.label, endsAt: inAnHour().toISOString(), reason: 'On leave.' })
  const ofAway = await asked([slot()], { by: away })
  await expect(say(stands, ofAway, 'approve', '', away.userId)).rejects.toThrow('has a part in it')
  const ofStands = await asked([slot()], { by: stands })
  await expect(say(stands, ofStands, 'approve', '', away.userId)).rejects.toThrow('You requested it.')
})

test.each([
  ['an engineer', () => tenant.engineer, 'does not decide in this tenant'],
  ['oneself', () => second, 'You cannot stand in for yourself'],
  ['a stranger', () => ({ label: 'nobody@example.test' }), 'is no member of this tenant'],
])('nothing is delegated to %s', async (_who, person, message) => {
  const input = { to: person().label, endsAt: inAnHour().toISOString(), reason: 'On leave.' }
  await expect(delegateDecisions(second, input)).rejects.toThrow(message)
})

test('a password is asked for once more where the rule says so, and a wrong one is none', async () => {
  await unsafeDb.user.update({ where: { id: second.userId }, data: { passwordHash: await hashPassword('right one') } })
  const approvalId = await asked([slot({ assurance: 'password' })])
  const verdict = 'approve' as const
  await expect(decideApproval(second, { approvalId, verdict })).rejects.toMatchObject({
    code: 'invalid_input',
    faults: [{ path: 'password' }],
  })
  await expect(decideApproval(second, { approvalId, verdict, password: 'wrong' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await decideApproval(second, { approvalId, verdict, password: 'right one' })).toMatchObject({
    state: 'approved',
  })
  const passkey = await asked([slot({ assurance: 'passkey' })])
  await expect(decideApproval(second, { approvalId: passkey, verdict, password: 'right one' })).rejects.toMatchObject({
    faults: [{ path: 'assertion' }],
  })
})

test('a password vouches for nobody who has a passkey, by whatever path and token', async () => {
  const person = await tenant.member('approver')
  const user = { id: person.userId, email: person.label, name: person.label }
  const password = 'right one'
  await unsafeDb.user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(password) } })
  const { challenge } = await beginEnrolment(user, { password })
  const { id } = await enrolPasskey(user, { name: 'laptop', response: softwareAuthenticator().create(challenge) })
  const approvalId = await asked([slot({ assurance: 'password' })])
  const vote = { approvalId, verdict: 'approve' as const }
  const token = makeActor({ ...person, kind: 'token', scopes: ['approval:decide'] })
  for (const actor of [person, token]) {
    const refused = { code: 'invalid_input', faults: [{ path: 'assertion' }] }
    await expect(decideApproval(actor, { ...vote, password })).rejects.toMatchObject(refused)
    await expect(decideApproval(actor, { ...vote, password: 'wrong' })).rejects.toMatchObject(refused)
    await expect(decideApproval(actor, vote)).rejects.toMatchObject({ code: 'invalid_input' })
  }
  expect(await db.approvalVote.count({ where: { tenantId: tenant.id, approvalId } })).toBe(0)
  await removePasskey(user, { id })
  expect(await decideApproval(person, { ...vote, password })).toMatchObject({ state: 'approved' })
})

test('a token fills only the places that its scopes reach', async () => {
  const overrider = await tenant.member('overrider', 'approver')
  const token = (...scopes: ('approval:decide' | 'approval:read' | 'gate:override')[]) =>
    makeActor({ ...overrider, kind: 'token', scopes })
  const id = await asked([slot({ by: 'permission:gate:override', overrides: true })])
  await expect(say(token('approval:read'), id, 'approve', 'x')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(say(token('approval:decide'), id, 'approve', 'x')).rejects.toThrow('gate:override')
  await expect(say(token('approval:decide', 'gate:override'), id)).rejects.toThrow('Say why you let it pass.')
  expect(await say(token('approval:decide', 'gate:override'), id, 'approve', 'Needed.')).toMatchObject({
    state: 'approved',
  })
})

test('a token takes back only what its scopes let it ask for', async () => {
  const token = (...scopes: ('approval:read' | 'run:start')[]) =>
    makeActor({ ...tenant.engineer, kind: 'token', scopes })
  const approvalId = await asked()
  await expect(withdrawApproval(token('approval:read'), { approvalId })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await withdrawApproval(token('approval:read', 'run:start'), { approvalId })).toEqual({ state: 'withdrawn' })
})

test('a request that cannot be ended keeps no other from ending', async () => {
  const approvalId = await asked()
  const where = { tenantId: tenant.id, id: approvalId }
  const { expiresAt } = (await db.approvalRequest.findFirst({ where })) as { expiresAt: Date }
  // It asks about an exception that is not there.
  const lost = await asked([slot()], { expiresAt })
  await db.approvalRequest.updateMany({ where: { tenantId: tenant.id, id: lost }, data: { kind: 'exception' } })
  await expireApprovals(expiresAt)
  const rows = await db.approvalRequest.findMany({ where: { tenantId: tenant.id, id: { in: [approvalId, lost] } } })
  expect(Object.fromEntries(rows.map(({ id, status }) => [id, status]))).toEqual({
    [approvalId]: 'expired',
    [lost]: 'open',
  })
  await db.approvalRequest.updateMany({ where: { tenantId: tenant.id, id: lost }, data: { status: 'voided' } })
})

test('what is asked anew closes what was asked before', async () => {
  const subjectId = await emptyReplay(tenant.engineer)
  const ask = () =>
    transaction((tx) =>
      openRequest(tx, tenant.engineer, {
        kind: 'mass_replay',
        subjectId,
        slots: [slot()],
        decisionDigest: EMPTY_LIST,
        summary: 'Replay',
        expiresAt: inAnHour(),
      }),
    )
  const [first, next] = [await ask(), await ask()]
  await expect(say(second, first.id)).rejects.toThrow('A newer request has taken the place of this one.')
  expect(await say(second, next.id)).toMatchObject({ state: 'approved' })
})

test('what waits too long reminds who could decide, then the admins, each once', async () => {
  const id = await asked([slot({ count: 2, slaHours: 2 })])
  await say(tenant.approver, id)
  const row = await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id } })
  const after = (hours: number) => new Date((row?.createdAt.getTime() ?? 0) + hours * 3600_000)
  await unsafeDb.approvalRequest.update({
    where: { tenantId_id: { tenantId: tenant.id, id } },
    data: { expiresAt: after(100) },
  })
  await remindApprovers(new Date(after(2).getTime() - 1))
  expect(await toldOf(second.userId, 'approval_due', id)).toBe(0)
  await remindApprovers(after(2))
  await remindApprovers(after(3))
  expect(await toldOf(second.userId, 'approval_due', id)).toBe(1)
  expect(await toldOf(tenant.approver.userId, 'approval_due', id)).toBe(0)
  expect(await toldOf(tenant.admin.userId, 'approval_due', id)).toBe(0)
  await remindApprovers(after(4))
  await remindApprovers(after(5))
  expect(await toldOf(tenant.admin.userId, 'approval_due', id)).toBe(1)
  expect(await toldOf(second.userId, 'approval_due', id)).toBe(1)
})
