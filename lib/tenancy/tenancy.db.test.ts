import { expect, test } from 'vitest'
import { makeActor } from '../auth/actor.ts'
import { actorOfToken } from '../auth/api-token.ts'
import { may } from '../auth/authorise.ts'
import { setPassword } from '../auth/set-password.ts'
import { signInWithPassword } from '../auth/sign-in.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { addMember } from './add-member.ts'
import { changeMember } from './change-member.ts'
import { createToken } from './create-token.ts'
import { exchangePassword } from './exchange-password.ts'
import { listMembers, listTokens } from './queries.ts'
import { removeMember } from './remove-member.ts'
import { revokeToken } from './revoke-token.ts'

const evidenceOf = (tenantId: string, kind: string) =>
  db.evidence.findMany({ where: { tenantId, kind }, select: { sentence: true } })

test('a new member gets an account, a first password and a line of evidence', async () => {
  const { admin, id } = await makeTenant()
  const made = await addMember(admin, { email: 'new@acme.test', name: 'New', roles: ['engineer'] })
  expect(made.firstPassword).toMatch(/^.{16}$/)
  expect(await evidenceOf(id, 'member.added')).toHaveLength(1)
  await expect(addMember(admin, { email: 'new@acme.test', name: '', roles: ['auditor'] })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('somebody who chose a password keeps it when another tenant adds them', async () => {
  const [one, two] = [await makeTenant(), await makeTenant()]
  const email = 'shared@acme.test'
  const { userId } = await addMember(one.admin, { email, name: '', roles: ['engineer'] })
  await setPassword({ id: userId }, { password: 'nobody else has seen it' })
  const again = await addMember(two.admin, { email, name: '', roles: ['auditor'] })
  expect(again.firstPassword).toBeUndefined()
  expect(await signInWithPassword(email, 'nobody else has seen it', 'here')).toMatchObject({ id: userId })
})

test('who made an account does not get into another tenant with the first password', async () => {
  const [one, two] = [await makeTenant(), await makeTenant()]
  const email = 'not-mine@globex.test'
  const made = await addMember(one.admin, { email, name: '', roles: ['engineer'] })
  const again = await addMember(two.admin, { email, name: '', roles: ['admin'] })
  expect(await signInWithPassword(email, made.firstPassword ?? '', 'here')).toBeUndefined()
  const exchange = { email, password: again.firstPassword ?? '', device: 'test' }
  await expect(exchangePassword(exchange, 'here')).rejects.toMatchObject({ code: 'forbidden' })
})

test('an own password is another than the one handed over, and ends the sessions of before', async () => {
  const { admin } = await makeTenant()
  const email = 'own@acme.test'
  const { userId, firstPassword = '' } = await addMember(admin, { email, name: '', roles: ['engineer'] })
  await expect(setPassword({ id: userId }, { password: firstPassword })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  const before = new Date()
  await setPassword({ id: userId }, { password: 'a few words of my own' })
  const user = await unsafeDb.user.findUniqueOrThrow({ where: { id: userId } })
  expect(user.firstPassword).toBe(false)
  expect(user.sessionsAfter.getTime()).toBeGreaterThanOrEqual(before.getTime())
})

test('the last admin can be neither demoted nor removed, and nothing is written down', async () => {
  const { admin, id } = await makeTenant()
  const me = { userId: admin.userId }
  await expect(changeMember(admin, { ...me, roles: ['auditor'] })).rejects.toMatchObject({ code: 'invalid_state' })
  await expect(removeMember(admin, me)).rejects.toMatchObject({ code: 'invalid_state' })
  expect(await evidenceOf(id, 'member.removed')).toEqual([])
  expect((await listMembers(admin)).members.find((row) => row.userId === me.userId)?.roles).toEqual(['admin'])
})

test('two admins who remove each other in the same instant do not both succeed', async () => {
  const tenant = await makeTenant()
  const second = await tenant.member('admin')
  const ends = await Promise.allSettled([
    removeMember(tenant.admin, { userId: second.userId }),
    removeMember(second, { userId: tenant.admin.userId }),
  ])
  expect(ends.filter((end) => end.status === 'fulfilled').length).toBeGreaterThan(0)
  expect(await db.membership.count({ where: { tenantId: tenant.id, roles: { has: 'admin' } } })).toBeGreaterThan(0)
})

test('a member of another tenant is as unknown as nobody', async () => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()]
  const foreign = changeMember(mine.admin, { userId: theirs.engineer.userId, roles: ['admin'] })
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  const { members } = await listMembers(mine.admin)
  expect(members.map((row) => row.userId)).not.toContain(theirs.engineer.userId)
})

test('only an admin changes members', async () => {
  const { engineer } = await makeTenant()
  const attempt = addMember(engineer, { email: 'x@acme.test', name: '', roles: ['admin'] })
  await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
})

test('a token acts with its scopes and no more, until it is revoked', async () => {
  const { engineer } = await makeTenant()
  const { id, secret } = await createToken(engineer, { name: 'ci', scopes: ['run:start'], days: 1 })
  expect((await actorOfToken(secret)).scopes).toEqual(['run:start'])
  await revokeToken(engineer, { id })
  await expect(actorOfToken(secret)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a token cannot be wider than its owner, and its secret is nowhere in the list', async () => {
  const { auditor } = await makeTenant()
  await expect(createToken(auditor, { name: 'x', scopes: ['run:start'], days: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const { secret } = await createToken(auditor, { name: 'reader', scopes: ['evidence:read'], days: 1 })
  expect(JSON.stringify(await listTokens(auditor))).not.toContain(secret)
})

test('an expired token, and one of a removed member, are as good as none', async () => {
  const tenant = await makeTenant()
  const expired = await createToken(tenant.engineer, { name: 'old', scopes: ['run:read'], days: 1 })
  await db.apiToken.updateMany({ where: { tenantId: tenant.id, id: expired.id }, data: { expiresAt: new Date(0) } })
  await expect(actorOfToken(expired.secret)).rejects.toMatchObject({ code: 'unauthenticated' })
  const kept = await createToken(tenant.auditor, { name: 'kept', scopes: ['run:read'], days: 1 })
  await removeMember(tenant.admin, { userId: tenant.auditor.userId })
  await expect(actorOfToken(kept.secret)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a platform admin’s token works where its owner is no member, within its scopes and while the owner is one', async () => {
  const [own, other] = [await makeTenant(), await makeTenant()]
  const where = { id: own.engineer.userId }
  await unsafeDb.user.update({ where, data: { platformAdmin: true } })
  const root = makeActor({
    ...own.engineer,
    tenantId: other.id,
    tenantSlug: other.slug,
    roles: [],
    platformAdmin: true,
  })
  const { secret } = await createToken(root, { name: 'import', scopes: ['advisory:import'], days: 1 })
  const token = await actorOfToken(secret)
  expect([may(token, 'advisory:import'), may(token, 'key:rotate')]).toEqual([true, false])
  await unsafeDb.user.update({ where, data: { platformAdmin: false } })
  await expect(actorOfToken(secret)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a token makes neither a stronger token nor one that outlives it', async () => {
  const { engineer } = await makeTenant()
  const first = await createToken(engineer, { name: 'a', scopes: ['token:manage', 'run:read'], days: 7 })
  const token = await actorOfToken(first.secret)
  const make = (scopes: ('run:read' | 'run:start')[], days: number) => createToken(token, { name: 'b', scopes, days })
  expect((await make(['run:read'], 6)).secret).toMatch(/^bct_/)
  await expect(make(['run:start'], 1)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(make(['run:read'], 365)).rejects.toMatchObject({ code: 'forbidden' })
})
