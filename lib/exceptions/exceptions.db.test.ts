import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, makeActor } from '../auth/actor.ts'
import { fixedClock } from '../clock.ts'
import { estimateInput } from '../cost/testing/inputs.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { listNotifications } from '../notifications/queries.ts'
import { versionDigest } from '../policy/load-policies.ts'
import { shippedPolicies } from '../policy/policy-files.ts'
import { makePlatformRules, makeRunner } from '../policy/testing/rules.ts'
import { endExceptions, remindOfExceptions } from './end-exceptions.ts'
import { isInForce } from './exception-status.ts'
import { exceptionsInForce } from './exceptions-in-force.ts'
import { lapsedExceptions } from './lapsed-exceptions.ts'
import { renewException } from './renew-exception.ts'
import { requestException } from './request-exception.ts'
import { revokeException } from './revoke-exception.ts'
import { asked, endAt, grantException, inDays, liveOn, questionOf, vote } from './testing/granted.ts'
import { withdrawException } from './withdraw-exception.ts'

let tenant: TestTenant
let other: TestTenant
let dev: { id: string; name: string }

beforeAll(async () => {
  const environment = await makePlatformRules()
  dev = environment
  tenant = await makeTenant()
  other = await makeTenant()
})

const named = (name: string, runnerClass: 'serverless' | 'container') => {
  const { manifest } = estimateInput({ class: runnerClass })
  return { ...manifest, metadata: { ...manifest.metadata, name } }
}
const rowOf = (id: string) => db.policyException.findFirst({ where: { tenantId: tenant.id, id } })
const statusOf = async (id: string) => (await rowOf(id))?.status
const kindsOf = async (id: string) => {
  const rows = await db.evidence.findMany({
    where: { tenantId: tenant.id, kind: { startsWith: 'exception.' } },
    orderBy: { id: 'asc' },
    select: { kind: true, payload: true },
  })
  return rows.filter(({ payload }) => Buffer.from(payload).toString().includes(id)).map(({ kind }) => kind)
}
const inForce = (at = new Date(), over: object = {}) =>
  transaction((tx) =>
    exceptionsInForce(tx, { tenantId: tenant.id, environmentId: dev.id, runnerClass: 'serverless', at, ...over }),
  )
const isThere = async (id: string, at?: Date, over?: object) =>
  (await inForce(at, over)).some((exception) => exception.id === id)
const forbidden = { code: 'forbidden' }
const invalidState = { code: 'invalid_state' }

describe('asking', () => {
  test('two distinct approvers make it active, each with a comment', async () => {
    const { id } = await requestException(tenant.engineer, asked())
    expect(await isThere(id)).toBe(false)
    await expect(vote(tenant.approver, id, 'approve', '  ')).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await vote(tenant.approver, id)).toMatchObject({ state: 'open', missing: 1 })
    expect(await vote(tenant.approver, id)).toMatchObject({ state: 'open', missing: 1 })
    expect(await isThere(id)).toBe(false)
    expect(await vote(await tenant.member('approver'), id)).toMatchObject({ state: 'approved' })
    expect(await statusOf(id)).toBe('active')
    expect(await isThere(id)).toBe(true)
    expect(await kindsOf(id)).toEqual(['exception.requested', 'exception.activated'])
  })

  test('whoever wrote the manifest or owns its cost decides on no exception for it', async () => {
    const [author, owner] = [await tenant.member('approver', 'engineer'), await tenant.member('approver')]
    const declared = named('meters', 'serverless')
    const costs = { ...declared, metadata: { ...declared.metadata, owner: owner.label } }
    const { manifestId, versionId } = await makeRunner(tenant.id, dev as never, costs)
    const where = { tenantId: tenant.id, id: versionId }
    const { normalised, ...first } = await unsafeDb.manifestVersion.findFirstOrThrow({ where })
    const second = {
      id: newId('manifestVersion'),
      version: 2,
      digest: `sha256:${'2'.repeat(64)}`,
      createdById: author.userId,
    }
    await db.manifestVersion.create({ data: { ...first, ...second, normalised: normalised as object } })
    const { id } = await requestException(tenant.engineer, asked({ manifestId, class: undefined }))
    await expect(vote(author, id)).rejects.toThrow('You wrote what changes (version 2).')
    await expect(vote(owner, id)).rejects.toThrow('You own its cost')
    const ofClass = await requestException(tenant.engineer, asked())
    expect(await vote(author, ofClass.id)).toMatchObject({ state: 'open', missing: 1 })
  })

  test('one rejection ends it, with its reason', async () => {
    const { id } = await requestException(tenant.engineer, asked())
    await vote(tenant.approver, id)
    await vote(await tenant.member('approver'), id, 'reject', 'Use a smaller size.')
    expect(await rowOf(id)).toMatchObject({ status: 'rejected', endReason: 'Use a smaller size.' })
    expect(await isThere(id)).toBe(false)
  })

  test('a rule whose text takes no exceptions is refused and says so', async () => {
    const hard = requestException(tenant.engineer, asked({ rule: 'artifact.secrets' }))
    await expect(hard).rejects.toThrow(/takes no exceptions: it is hard and holds for everybody/)
    const unknown = requestException(tenant.engineer, asked({ rule: 'no.such_rule' }))
    await expect(unknown).rejects.toThrow(/No rule in force is called no.such_rule/)
  })

  test.each([
    ['without a manifest or a class', { class: undefined }],
    ['without an end', { expiresAt: undefined }],
    ['longer than it may last', { expiresAt: inDays(91) }],
    ['with an end that is past', { expiresAt: inDays(-1) }],
    ['without a reason', { justification: ' ' }],
    ['without its risk', { risk: undefined }],
    ['without its cost', { costPlan: '' }],
  ])('%s it is refused', async (_name, over) => {
    const given = Object.fromEntries(Object.entries({ ...asked(), ...over }).filter(([, value]) => value !== undefined))
    await expect(requestException(tenant.engineer, given as never)).rejects.toThrow()
  })

  test('about things of another tenant it finds nothing', async () => {
    const { manifestId } = await makeRunner(other.id, dev as never, named('orders', 'serverless'))
    await expect(requestException(tenant.engineer, asked({ manifestId }))).rejects.toMatchObject({ code: 'not_found' })
    const nowhere = requestException(tenant.engineer, asked({ environment: 'nowhere' }))
    await expect(nowhere).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('who may not', () => {
  const narrowed = (actor: Actor) => makeActor({ ...actor, kind: 'token', scopes: ['policy:read'] })
  const verbs: [string, (actor: Actor, id: string) => Promise<unknown>, (keyof TestTenant)[]][] = [
    ['request', (actor) => requestException(actor, asked()), ['approver', 'auditor']],
    ['renew', (actor, id) => renewException(actor, renewal(id)), ['approver', 'auditor']],
    ['withdraw', (actor, id) => withdrawException(actor, { id }), ['approver', 'auditor']],
    ['revoke', (actor, id) => revokeException(actor, { id, reason: 'Enough.' }), ['engineer', 'auditor']],
    ['approve', (actor, id) => vote(actor, id), ['engineer', 'auditor', 'admin']],
  ]
  test.each(verbs)('%s: the wrong roles, a token without the scope', async (_name, act, roles) => {
    const { id } = await requestException(tenant.engineer, asked())
    for (const role of roles) await expect(act(tenant[role] as Actor, id)).rejects.toMatchObject(forbidden)
    for (const role of ['engineer', 'approver', 'admin'] as const) {
      await expect(act(narrowed(tenant[role]), id)).rejects.toMatchObject(forbidden)
    }
    expect(await statusOf(id)).toBe('requested')
  })

  test('another tenant finds nothing', async () => {
    const { id } = await requestException(tenant.engineer, asked())
    const nothing = { code: 'not_found' }
    await expect(renewException(other.engineer, renewal(id))).rejects.toMatchObject(nothing)
    await expect(withdrawException(other.engineer, { id })).rejects.toMatchObject(nothing)
    await expect(revokeException(other.approver, { id, reason: 'Enough.' })).rejects.toMatchObject(nothing)
    await expect(vote(other.approver, id)).rejects.toMatchObject(nothing)
  })

  test('whoever asked decides nothing about it, with any role', async () => {
    const both = await tenant.member('engineer', 'approver')
    const { id } = await requestException(both, asked())
    await expect(vote(both, id)).rejects.toMatchObject(forbidden)
    expect(await statusOf(id)).toBe('requested')
  })

  test('nobody takes back what somebody else asked for', async () => {
    const { id } = await requestException(tenant.engineer, asked())
    await expect(withdrawException(tenant.admin, { id })).rejects.toMatchObject(forbidden)
    await withdrawException(tenant.engineer, { id })
    expect(await statusOf(id)).toBe('withdrawn')
    expect(await questionOf(tenant.id, id)).toBe('')
    await expect(withdrawException(tenant.engineer, { id })).rejects.toMatchObject(invalidState)
  })
})

const renewal = (id: string, over = {}) => ({
  id,
  justification: 'It takes longer than thought.',
  risk: 'The same.',
  costPlan: 'The same.',
  expiresAt: inDays(60),
  ...over,
})

describe('time', () => {
  test('it counts from its start, to the millisecond before its end, in the database as in the pure words', async () => {
    const id = await grantException(tenant)
    const end = new Date(Date.now() + 5000)
    await endAt(tenant.id, id, end)
    const row = await rowOf(id)
    for (const ms of [-3600_001, -3600_000, -1, 0, 1]) {
      const at = new Date(end.getTime() + ms)
      expect(await isThere(id, at), `${ms} ms`).toBe(ms >= -3600_000 && ms < 0)
      expect(row && isInForce(row, at), `${ms} ms`).toBe(ms >= -3600_000 && ms < 0)
    }
  })

  test('a later start counts from then on', async () => {
    const startsAt = inDays(2)
    const id = await grantException(tenant, { startsAt })
    expect(await isThere(id)).toBe(false)
    expect(await isThere(id, new Date(startsAt))).toBe(true)
  })

  test('its end is written down once, by however many schedulers, and told to whoever asked', async () => {
    const id = await grantException(tenant)
    await endAt(tenant.id, id, new Date(Date.now() - 1))
    expect(await isThere(id), 'before anybody wrote it down').toBe(false)
    await Promise.all([endExceptions(new Date()), endExceptions(new Date())])
    await endExceptions(new Date())
    expect(await statusOf(id)).toBe('expired')
    expect((await kindsOf(id)).filter((kind) => kind === 'exception.expired')).toHaveLength(1)
    const { notifications } = await listNotifications(tenant.engineer)
    expect(
      notifications.filter(({ kind, subjectIds }) => kind === 'exception_ended' && subjectIds.includes(id)),
    ).toHaveLength(1)
  })

  test('people are reminded a week and a day before, once each', async () => {
    const id = await grantException(tenant)
    const { expiresAt } = await unsafeDb.policyException.findFirstOrThrow({ where: { id } })
    const before = (days: number) => new Date(expiresAt.getTime() - days * 24 * 3600_000)
    const told = async () => {
      const { notifications } = await listNotifications(tenant.engineer)
      return notifications.filter((one) => one.kind === 'exception_ending' && one.subjectIds.includes(id)).length
    }
    const counts: number[] = []
    for (const days of [8, 7, 6, 1, 0.5]) {
      await remindOfExceptions(before(days))
      counts.push(await told())
    }
    expect(counts).toEqual([0, 1, 1, 2, 2])
  })

  test('a question nobody answered ends with what it asked for', async () => {
    const { id } = await requestException(
      tenant.engineer,
      asked({ expiresAt: new Date(Date.now() + 1000).toISOString() }),
    )
    const request = await unsafeDb.approvalRequest.findFirstOrThrow({ where: { subjectId: id } })
    expect(request.expiresAt).toEqual((await rowOf(id))?.expiresAt)
  })
})

describe('scope', () => {
  test('manifest, environment and class each narrow it', async () => {
    const made = await makeRunner(tenant.id, dev as never, named('orders', 'serverless'))
    const id = await grantException(tenant, { manifestId: made.manifestId, environment: 'dev' })
    const { manifestId } = made
    expect(await isThere(id, undefined, { manifestId })).toBe(true)
    expect(await isThere(id, undefined, { manifestId: 'man_other' })).toBe(false)
    expect(await isThere(id), 'a draft without a manifest').toBe(false)
    expect(await isThere(id, undefined, { manifestId, environmentId: 'env_other' })).toBe(false)
    expect(await isThere(id, undefined, { manifestId, runnerClass: 'container' })).toBe(false)
    expect(await isThere(id, undefined, { manifestId, tenantId: other.id })).toBe(false)
  })
})

describe('ending and renewing', () => {
  test('revoked, it counts for nothing from then on, and cannot be revoked again', async () => {
    const id = await grantException(tenant)
    await revokeException(tenant.approver, { id, reason: 'The risk was underrated.' })
    expect(await isThere(id)).toBe(false)
    await expect(revokeException(tenant.approver, { id, reason: 'Again.' })).rejects.toMatchObject(invalidState)
    await expect(renewException(tenant.engineer, renewal(id))).rejects.toMatchObject(invalidState)
    expect(await kindsOf(id)).toContain('exception.revoked')
  })

  test('an expired one cannot be revoked, whatever is stored', async () => {
    const id = await grantException(tenant)
    const end = (await rowOf(id))?.expiresAt as Date
    const revoking = revokeException(tenant.approver, { id, reason: 'Too late.' }, fixedClock(end))
    await expect(revoking).rejects.toMatchObject(invalidState)
  })

  test('a renewal points back, is decided anew, and lets the one before go on until its end', async () => {
    const id = await grantException(tenant)
    await expect(renewException(tenant.engineer, renewal(id, { expiresAt: inDays(20) }))).rejects.toThrow(/no later/)
    const { id: next } = await renewException(tenant.engineer, renewal(id))
    await expect(renewException(tenant.engineer, renewal(id))).rejects.toMatchObject({ code: 'conflict' })
    expect(await rowOf(next)).toMatchObject({ status: 'requested', renewsId: id, rule: 'matrix.not_offered' })
    expect([await isThere(id), await isThere(next)]).toEqual([true, false])
    await vote(tenant.approver, next)
    await vote(await tenant.member('approver'), next)
    expect([await isThere(id), await isThere(next)]).toEqual([true, true])
    const afterFirst = new Date(inDays(40))
    expect([await isThere(id, afterFirst), await isThere(next, afterFirst)]).toEqual([false, true])
  })

  test('a runner is flagged from the end on, and no longer once the renewal covers it or it was deployed anew', async () => {
    const made = await makeRunner(tenant.id, dev as never, named('batch', 'container'))
    const id = await grantException(tenant, { class: 'container' })
    await liveOn(tenant, made.runnerId, id)
    const lapsed = async () =>
      (
        await transaction((tx) =>
          lapsedExceptions(tx, { tenantId: tenant.id, runnerIds: [made.runnerId], at: new Date() }),
        )
      ).map((one) => one.id)
    expect(await lapsed()).toEqual([])
    await endAt(tenant.id, id, new Date())
    expect(await lapsed()).toEqual([id])
    const { id: next } = await renewException(tenant.engineer, renewal(id))
    expect(await lapsed()).toEqual([id])
    await vote(tenant.approver, next)
    await vote(await tenant.member('approver'), next)
    expect(await lapsed()).toEqual([])
    await revokeException(tenant.approver, { id: next, reason: 'Not after all.' })
    expect(await lapsed()).toEqual([id])
    await unsafeDb.runner.updateMany({ where: { id: made.runnerId }, data: { deploymentId: 'dep_later' } })
    expect(await lapsed()).toEqual([])
  })
})

test('the database keeps terms as they were decided, and an end within the most', async () => {
  const id = await grantException(tenant)
  const where = { tenantId_id: { tenantId: tenant.id, id } }
  await expect(unsafeDb.policyException.update({ where, data: { rule: 'quota.runners' } })).rejects.toThrow(/terms/)
  const later = unsafeDb.policyException.update({ where, data: { expiresAt: new Date(inDays(80)) } })
  await expect(later).rejects.toThrow(/terms/)
})

test('a rule that takes exceptions no more refuses requests and the last vote', async () => {
  const { id } = await requestException(tenant.engineer, asked())
  await vote(tenant.approver, id)
  const source = shippedPolicies()
  const rule = source.policies['matrix.not_offered'] ?? ''
  const text = rule.replace(/\|\|\s*\(context has exceptions[^)]*\)\)/, '')
  expect(text).not.toBe(rule)
  const policies = { ...source, policies: { ...source.policies, 'matrix.not_offered': text } }
  const before = await unsafeDb.policyVersion.findFirstOrThrow({
    where: { retiredAt: null, activatedAt: { not: null } },
  })
  const at = new Date()
  await unsafeDb.policyVersion.updateMany({ where: { version: before.version }, data: { retiredAt: at } })
  const next = { ...before, version: before.version + 1, policies, activatedAt: at }
  await unsafeDb.policyVersion.create({
    data: { ...next, digest: versionDigest({ ...next, ...policies } as never) } as never,
  })
  await expect(requestException(tenant.engineer, asked())).rejects.toThrow(/takes no exceptions/)
  await expect(vote(await tenant.member('approver'), id)).rejects.toThrow(/takes no exceptions/)
  expect(await statusOf(id)).toBe('requested')
})
