import { beforeAll, describe, expect, test } from 'vitest'
import { castVote } from '../approvals/cast-vote.ts'
import { expireApprovals } from '../approvals/expire-approvals.ts'
import { withdrawApproval } from '../approvals/withdraw-approval.ts'
import { type Actor, makeActor, systemActor } from '../auth/actor.ts'
import { fixedClock } from '../clock.ts'
import { estimateInput } from '../cost/testing/inputs.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { listNotifications } from '../notifications/queries.ts'
import { decidePolicy } from '../policy/decide-policy.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../policy/testing/rules.ts'
import { breakGlassFor } from './break-glass-for.ts'
import { closeBreakGlass } from './close-break-glass.ts'
import { endBreakGlass } from './end-break-glass.ts'
import { openBreakGlass } from './open-break-glass.ts'
import { listBreakGlass } from './queries.ts'
import { recordGlassUse } from './record-use.ts'
import type { OpenBreakGlass } from './schema.ts'

let tenant: TestTenant
let other: TestTenant
let responder: Actor
let dev: Awaited<ReturnType<typeof makePlatformRules>>
let made: Awaited<ReturnType<typeof makeRunner>>
const { manifest: declared } = estimateInput({ class: 'serverless' })

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  await makeTenantRules(tenant.id)
  responder = await tenant.member('responder')
  made = await makeRunner(tenant.id, dev, declared)
})

const terms = (over: Partial<OpenBreakGlass> = {}): OpenBreakGlass => ({
  environment: 'dev',
  reason: 'Orders are lost since nine o’clock.',
  minutes: 30,
  ...over,
})
const open = (over: Partial<OpenBreakGlass> = {}) => openBreakGlass(responder, terms(over))
const glassFor = (at = new Date(), over: object = {}) =>
  transaction((tx) => breakGlassFor(tx, { tenantId: tenant.id, environmentId: dev.id, at, ...over }))

/** What the worker writes down when the gate lets a deployment pass. */
const use = async (breakGlassId: string, passedOver = ['approval.missing'], deploymentId = made.deploymentId) => {
  const named = {
    manifestId: made.manifestId,
    environmentId: dev.id,
    manifestName: 'orders',
    version: 1,
    environment: 'dev',
  }
  const deployment = { id: deploymentId, ...named }
  const said = { breakGlassId, deployment, requestedById: tenant.engineer.userId, passedOver }
  await transaction((tx) => recordGlassUse(tx, systemActor(tenant, 'worker'), said))
}
const reviewOf = async (subjectId: string) =>
  (await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, subjectId, status: 'open' } }))?.id ?? ''
const review = async (actor: Actor, id: string, verdict: 'approve' | 'reject' = 'approve', comment = 'Rightly so.') =>
  castVote(actor, { approvalId: await reviewOf(id), verdict, comment }, { kind: 'password' })
const judge = async (deploymentId?: string) =>
  transaction(async (tx) => {
    const subject = {
      gate: 'pre_deploy',
      subjectId: made.versionId,
      declared,
      environment: dev,
      manifestId: made.manifestId,
    } as const
    return (await decidePolicy(tx, tenant.engineer, { ...subject, deploymentId })).verdict
  })
const deniedBy = async (deploymentId?: string) =>
  (await judge(deploymentId)).findings.filter(({ level }) => level === 'hard').map(({ id }) => id)

describe('who may', () => {
  test.each(['engineer', 'approver', 'auditor', 'admin'] as const)('%s breaks no glass', async (role) => {
    await expect(openBreakGlass(tenant[role], terms())).rejects.toMatchObject({ code: 'forbidden' })
  })
  test('nor a token without the scope, nor anybody in another tenant', async () => {
    const token = makeActor({ ...responder, kind: 'token', scopes: ['deployment:request'] })
    await expect(openBreakGlass(token, terms())).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await open()
    const foreign = closeBreakGlass(await other.member('responder'), { id })
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
    await expect(closeBreakGlass(tenant.engineer, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await closeBreakGlass(responder, { id })
    await expect(closeBreakGlass(responder, { id })).rejects.toMatchObject({ code: 'invalid_state' })
  })
  test.each([
    ['longer than four hours', { minutes: 241 }],
    ['for no time', { minutes: 0 }],
    ['without a reason', { reason: 'x' }],
  ])('not %s', async (_name, over) => {
    await expect(open(over)).rejects.toThrow()
  })
})

test('it is loud: approvers, admins and auditors hear of it, and it is on record', async () => {
  const { id } = await open()
  for (const actor of [tenant.approver, tenant.admin, tenant.auditor]) {
    const { notifications } = await listNotifications(actor)
    expect(notifications.some((one) => one.kind === 'break_glass' && one.subjectIds.includes(id))).toBe(true)
  }
  expect((await listNotifications(tenant.engineer)).notifications.filter((one) => one.kind === 'break_glass')).toEqual(
    [],
  )
  expect(await db.evidence.count({ where: { tenantId: tenant.id, kind: 'break_glass.opened' } })).toBeGreaterThan(0)
  await closeBreakGlass(responder, { id })
})

test('it opens its environment, its manifest and its time, to the millisecond', async () => {
  const { id, until } = await open({ manifestId: made.manifestId })
  const own = { manifestId: made.manifestId }
  expect((await glassFor(new Date(until.getTime() - 1), own))?.id).toBe(id)
  expect(await glassFor(until, own)).toBeUndefined()
  expect(await glassFor(new Date(), { manifestId: 'man_other' })).toBeUndefined()
  expect(await glassFor(new Date(), { ...own, environmentId: 'env_other' })).toBeUndefined()
  expect(await glassFor(new Date(), { ...own, tenantId: other.id })).toBeUndefined()
  await closeBreakGlass(responder, { id })
  expect(await glassFor(new Date(), own)).toBeUndefined()
})

test('unused it ends without a review, once', async () => {
  const { id, until } = await open()
  await Promise.all([endBreakGlass(until), endBreakGlass(until)])
  const row = await db.breakGlass.findFirst({ where: { tenantId: tenant.id, id } })
  expect(row?.closedAt).toEqual(until)
  expect(await reviewOf(id)).toBe('')
  const ended = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'break_glass.closed' } })
  expect(ended.filter(({ payload }) => Buffer.from(payload).toString().includes(id))).toHaveLength(1)
})

test('a use blocks what comes next there until somebody without a part in it has looked at it', async () => {
  const { id } = await open()
  await use(id)
  await use(id) // the same stage once more after a crash
  await use(id, ['freeze.active'])
  const [row] = (await listBreakGlass(tenant.auditor)).breakGlass
  expect(row).toMatchObject({ id, state: 'open', uses: [{ passedOver: ['approval.missing', 'freeze.active'] }] })
  expect(await judge(), 'under the open glass').toMatchObject({
    allowed: true,
    passedOver: { rules: ['break_glass.unreviewed'] },
  })
  await closeBreakGlass(responder, { id })
  expect(await deniedBy()).toEqual(['break_glass.unreviewed'])
  expect(await deniedBy(made.deploymentId), 'the one that used it').toEqual([])
  expect((await listBreakGlass(tenant.auditor)).breakGlass[0]).toMatchObject({ id, state: 'unreviewed' })

  const opener = await tenant.member('responder', 'approver')
  const asker = makeActor({ ...tenant.engineer, roles: ['engineer', 'approver'] })
  await unsafeDb.membership.updateMany({ where: { userId: asker.userId }, data: { roles: ['engineer', 'approver'] } })
  await expect(review(asker, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(review(responder, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(review(other.approver, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(review(opener, id, 'approve', ' ')).rejects.toMatchObject({ code: 'invalid_input' })
  const takenBack = withdrawApproval(responder, { approvalId: await reviewOf(id) })
  await expect(takenBack).rejects.toMatchObject({ code: 'invalid_state' })
  expect(await deniedBy()).toEqual(['break_glass.unreviewed'])

  await review(tenant.approver, id)
  expect(await deniedBy()).toEqual([])
  expect((await listBreakGlass(tenant.auditor)).breakGlass[0]).toMatchObject({ id, state: 'closed' })
})

test('a reviewer who finds it unjustified says so; that is a review, too', async () => {
  const { id } = await open()
  await use(id)
  await closeBreakGlass(responder, { id })
  await review(tenant.approver, id, 'reject', 'It could have waited for Ada.')
  expect(await deniedBy()).toEqual([])
  const [row] = (await listBreakGlass(tenant.auditor)).breakGlass
  expect(row?.review).toMatchObject({ status: 'rejected', comment: 'It could have waited for Ada.' })
})

test('a review that nobody makes is asked for again, and goes on to block', async () => {
  const { id } = await open()
  await use(id)
  await closeBreakGlass(responder, { id })
  const first = await reviewOf(id)
  const { expiresAt } = await unsafeDb.approvalRequest.findFirstOrThrow({ where: { id: first } })
  await expireApprovals(expiresAt)
  expect(await reviewOf(id)).not.toBe(first)
  expect(await deniedBy()).toEqual(['break_glass.unreviewed'])
  await review(tenant.approver, id)
  expect(await deniedBy()).toEqual([])
})

test('whoever set going again what used it does not review it', async () => {
  const resumer = await tenant.member('engineer', 'approver')
  const { id } = await open()
  await use(id)
  const where = { tenantId: tenant.id, id: made.deploymentId }
  await db.deployment.updateMany({ where, data: { resumedByIds: [resumer.userId] } })
  await expect(review(resumer, id)).rejects.toThrow(`You resumed it (${made.deploymentId}).`)
  await closeBreakGlass(responder, { id })
  await review(tenant.approver, id)
})

test('whoever opened it does not review it, with any role', async () => {
  const both = await tenant.member('responder', 'approver')
  const { id } = await openBreakGlass(both, terms(), fixedClock(new Date()))
  await use(id)
  await expect(review(both, id)).rejects.toMatchObject({ code: 'forbidden' })
  await closeBreakGlass(both, { id })
  await review(tenant.approver, id)
})
