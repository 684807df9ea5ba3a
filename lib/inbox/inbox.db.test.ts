import { beforeAll, beforeEach, expect, test } from 'vitest'
import { castVote } from '../approvals/cast-vote.ts'
import type { Actor } from '../auth/actor.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { actorForRequest } from './actor-for-request.ts'
import { countWaiting, listInbox } from './list-inbox.ts'
import { snoozeRequests } from './snooze-requests.ts'
import type { InboxState } from './states.ts'
import { place, waitingRequest } from './testing/waiting-request.ts'

let here: TestTenant
let there: TestTenant
let foreign: TestTenant
let grace: Actor

beforeAll(async () => {
  here = await makeTenant()
  there = await makeTenant()
  foreign = await makeTenant()
  grace = here.approver
  await unsafeDb.membership.create({ data: { tenantId: there.id, userId: grace.userId, roles: ['approver'] } })
})

beforeEach(async () => {
  for (const { id } of [here, there, foreign]) {
    await db.approvalRequest.updateMany({ where: { tenantId: id, status: 'open' }, data: { status: 'withdrawn' } })
  }
})

const shown = async (state: InboxState = 'mine', filters = {}, actor = grace) =>
  (await listInbox(actor, { state, ...filters })).items.map(({ id }) => id)

test('one inbox over all tenants of a person, newest first, and nothing of another’s', async () => {
  const first = await waitingRequest(here.engineer)
  const second = await waitingRequest(there.engineer)
  await waitingRequest(foreign.engineer)
  expect(await shown()).toEqual([second, first])
  expect(await countWaiting(grace)).toBe(2)
  expect(await shown('mine', { tenant: there.slug })).toEqual([second])
  expect(await shown('mine', { tenant: foreign.slug })).toEqual([])
})

test('what waits for others: one’s own requests, what one has voted on, what asks for somebody else, what has expired', async () => {
  const own = await waitingRequest(grace)
  const voted = await waitingRequest(here.engineer, { slots: [place({ count: 2 })], required: 2 })
  await castVote(grace, { approvalId: voted, verdict: 'approve', comment: '' }, { kind: 'session' })
  const overriders = await waitingRequest(here.engineer, { slots: [place({ by: 'permission:gate:override' })] })
  const expired = await waitingRequest(here.engineer, { expiresAt: new Date(Date.now() - 1) })
  const waits = await waitingRequest(here.engineer)
  expect(await shown()).toEqual([waits])
  expect((await shown('others')).sort()).toEqual([own, voted, overriders, expired].sort())
  await castVote(grace, { approvalId: voted, verdict: 'withdraw', comment: '' }, { kind: 'session' })
  expect(await shown()).toEqual([waits, voted])
  expect(await shown('mine', {}, here.auditor)).toEqual([])
})

test('filters by kind and risk; pages go on where the last one ended', async () => {
  const prod = await waitingRequest(here.engineer, { risks: ['prod'] })
  const policy = await waitingRequest(here.engineer, { kind: 'policy' })
  expect(await shown('mine', { risk: 'prod' })).toEqual([prod])
  expect(await shown('mine', { kind: 'policy' })).toEqual([policy])
  for (let more = 0; more < 50; more += 1) await waitingRequest(here.engineer)
  const page = await listInbox(grace, {})
  expect(page.items).toHaveLength(50)
  const rest = await listInbox(grace, { cursor: page.next })
  expect(rest.items.map(({ id }) => id)).toEqual([policy, prod])
  expect(rest.next).toBeUndefined()
})

test('what one has put off is out of one’s own inbox until then, and in nobody else’s way', async () => {
  const second = await here.member('approver')
  const id = await waitingRequest(here.engineer)
  const unreachable = await waitingRequest(foreign.engineer)
  const { requests } = await snoozeRequests(grace, { approvalIds: [id, unreachable], until: 'hour' })
  expect(requests).toBe(1)
  expect(await shown()).toEqual([])
  expect(await shown('snoozed')).toEqual([id])
  expect(await shown('mine', {}, second)).toEqual([id])
  const later = new Date(Date.now() + 3_700_000)
  expect((await listInbox(grace, { state: 'snoozed' }, later)).items).toEqual([])
  await snoozeRequests(grace, { approvalIds: [id], until: 'wake' })
  expect(await shown()).toEqual([id])
})

test('somebody away has given their decisions to another: what waits for them waits for both', async () => {
  const id = await waitingRequest(here.engineer, {
    slots: [place({ by: 'permission:gate:override', overrides: true })],
  })
  const away = await here.member('overrider')
  const deputy = await here.member('approver')
  expect(await shown('mine', {}, deputy)).toEqual([])
  const now = Date.now()
  await db.delegation.create({
    data: {
      ...{ tenantId: here.id, id: 'del_1', fromId: away.userId, toId: deputy.userId, reason: 'holiday' },
      ...{ startsAt: new Date(now - 1000), endsAt: new Date(now + 3600_000) },
    },
  })
  expect(await shown('mine', {}, deputy)).toEqual([id])
})

test('the tenant worked in decides nothing: one acts in the request’s own, with the roles one has there', async () => {
  const id = await waitingRequest(there.engineer)
  const actor = await actorForRequest(grace, id)
  expect(actor).toMatchObject({ tenantId: there.id, userId: grace.userId, roles: ['approver'] })
  await expect(actorForRequest(grace, await waitingRequest(foreign.engineer))).rejects.toMatchObject({
    code: 'not_found',
  })
  const token: Actor = { ...grace, kind: 'token' }
  await expect(actorForRequest(token, id)).rejects.toMatchObject({ code: 'not_found' })
})
