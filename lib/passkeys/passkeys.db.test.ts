import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { hashPassword } from '../auth/password.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { beginEnrolment } from './begin-enrolment.ts'
import { beginVote } from './begin-vote.ts'
import { enrolPasskey } from './enrol-passkey.ts'
import { listPasskeys } from './queries.ts'
import { removePasskey } from './remove-passkey.ts'
import { openRequestRow } from './testing/open-request-row.ts'
import { softwareAuthenticator } from './testing/software-authenticator.ts'
import { faultOfAssertion } from './verify-assertion.ts'
import { verifyVote } from './verify-vote.ts'

let tenant: TestTenant
let grace: { id: string; email: string; name: string }
let actor: Actor
const key = softwareAuthenticator()
const password = 'correct horse'
const digest = `sha256:${'a'.repeat(64)}`

const person = (of: Actor) => ({ id: of.userId, email: of.label, name: of.label })

async function enrol(user: typeof grace, authenticator = key, name = 'laptop') {
  const options = await beginEnrolment(user, { password })
  return enrolPasskey(user, { name, response: authenticator.create(options.challenge) })
}

beforeAll(async () => {
  tenant = await makeTenant()
  actor = tenant.approver
  grace = person(actor)
  const elsewhere = await makeTenant()
  await unsafeDb.membership.create({ data: { tenantId: elsewhere.id, userId: grace.id, roles: ['approver'] } })
  const known = { id: { in: [grace.id, tenant.engineer.userId] } }
  await unsafeDb.user.updateMany({ where: known, data: { passwordHash: await hashPassword(password) } })
  await enrol(grace)
})

const approve = { decisionDigest: digest, verdict: 'approve' }
const check = (who: Actor, approvalId: string, answer: unknown, over: Partial<typeof approve> = {}) =>
  transaction((tx) => verifyVote(tx, who, { approvalId, ...approve, ...over }, answer))

test('enrolling is evidence in every tenant of the person, and the key is in it', async () => {
  const rows = await unsafeDb.evidence.findMany({
    where: { kind: 'passkey.enrolled', actorId: grace.id },
    select: { tenantId: true, payload: true },
  })
  expect(new Set(rows.map((row) => row.tenantId)).size).toBe(2)
  expect(Buffer.from(rows[0]?.payload ?? []).toString()).toContain(key.spki)
})

test('a vote is vouched for once, with a proof that a stranger can check', async () => {
  const approvalId = await openRequestRow(tenant, digest)
  const { challenge } = await beginVote(actor, { approvalId, verdict: 'approve' })
  const answer = key.get(challenge)
  const proof = await check(actor, approvalId, answer)
  expect(faultOfAssertion({ approvalId, ...approve }, proof)).toBeUndefined()
  await expect(check(actor, approvalId, answer)).rejects.toMatchObject({ code: 'passkey_refused' })
})

test('a vote that does not commit leaves its question open; two at once count once', async () => {
  const approvalId = await openRequestRow(tenant, digest)
  const { challenge } = await beginVote(actor, { approvalId, verdict: 'approve' })
  const answer = key.get(challenge)
  const failing = transaction(async (tx) => {
    await verifyVote(tx, actor, { approvalId, ...approve }, answer)
    throw new Error('the vote failed')
  })
  await expect(failing).rejects.toThrow('the vote failed')
  const both = await Promise.allSettled([check(actor, approvalId, answer), check(actor, approvalId, answer)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('another request, verdict, digest, person, host, or an old question: all refused', async () => {
  const second = await openRequestRow(tenant, digest)
  const approvalId = await openRequestRow(tenant, digest)
  const ask = async () => (await beginVote(actor, { approvalId, verdict: 'approve' })).challenge
  const refused = { code: 'passkey_refused' }
  await expect(check(actor, second, key.get(await ask()))).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, key.get(await ask()), { verdict: 'reject' })).rejects.toMatchObject(refused)
  const changed = { decisionDigest: `sha256:${'b'.repeat(64)}` }
  await expect(check(actor, approvalId, key.get(await ask()), changed)).rejects.toMatchObject(refused)
  await expect(check(tenant.auditor, approvalId, key.get(await ask()))).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, key.get(await ask(), { host: 'evil.test' }))).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, key.get(await ask(), { origin: 'http://e.test' }))).rejects.toMatchObject(
    refused,
  )
  await expect(check(actor, approvalId, key.get(await ask(), { flags: 1 }))).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, key.get('bm8'))).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, { nonsense: true })).rejects.toMatchObject(refused)
  await expect(check(actor, approvalId, softwareAuthenticator().get(await ask()))).rejects.toMatchObject(refused)
  const old = await ask()
  await unsafeDb.passkeyChallenge.update({ where: { challenge: old }, data: { expiresAt: new Date() } })
  await expect(check(actor, approvalId, key.get(old))).rejects.toMatchObject(refused)
})

test('no question about a request of another tenant, one that is decided, or without a passkey', async () => {
  const stranger = (await makeTenant()).approver
  const approvalId = await openRequestRow(tenant, digest)
  const ask = { approvalId, verdict: 'approve' as const }
  await expect(beginVote(stranger, ask)).rejects.toMatchObject({ code: 'not_found' })
  await expect(beginVote(tenant.admin, ask)).rejects.toMatchObject({ code: 'invalid_state' })
  const where = { tenantId: tenant.id, id: approvalId }
  await db.approvalRequest.updateMany({ where, data: { status: 'superseded' } })
  await expect(beginVote(actor, ask)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('a passkey that was removed vouches for nothing; only its owner removes it', async () => {
  const spare = softwareAuthenticator()
  const { id } = await enrol(grace, spare, 'spare')
  const approvalId = await openRequestRow(tenant, digest)
  const { challenge } = await beginVote(actor, { approvalId, verdict: 'approve' })
  await expect(removePasskey(person(tenant.admin), { id })).rejects.toMatchObject({ code: 'not_found' })
  await removePasskey(grace, { id })
  await expect(check(actor, approvalId, spare.get(challenge))).rejects.toMatchObject({ code: 'passkey_refused' })
  expect((await listPasskeys(grace)).map(({ name }) => name)).toEqual(['laptop'])
})

test('no enrolment begins without the password of whoever has one', async () => {
  const questions = () => unsafeDb.passkeyChallenge.count({ where: { userId: grace.id, approvalId: null } })
  const before = await questions()
  const refused = { code: 'forbidden', faults: [{ path: 'password' }] }
  await expect(beginEnrolment(grace, { password: 'wrong' })).rejects.toMatchObject(refused)
  await expect(beginEnrolment(grace, { password: '' })).rejects.toMatchObject(refused)
  expect(await questions()).toBe(before)
  // Of the others an identity provider has vouched.
  expect(await beginEnrolment(person(tenant.admin), { password: '' })).toHaveProperty('challenge')
})

test('an enrolment is taken once, for whom it was begun, and no key twice', async () => {
  const fresh = softwareAuthenticator()
  const ada = person(tenant.engineer)
  const { challenge } = await beginEnrolment(ada, { password })
  const answer = { name: 'x', response: fresh.create(challenge) }
  await expect(enrolPasskey(grace, answer)).rejects.toMatchObject({ code: 'passkey_refused' })
  await enrolPasskey(ada, answer)
  await expect(enrolPasskey(ada, answer)).rejects.toMatchObject({ code: 'passkey_refused' })
  await expect(enrol(ada, key)).rejects.toMatchObject({ code: 'passkey_refused' })
})
