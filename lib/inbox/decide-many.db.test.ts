import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { decideMany } from './decide-many.ts'
import type { ManyResult } from './schema.ts'
import { place, waitingRequest } from './testing/waiting-request.ts'
import { voteAnywhere } from './vote-anywhere.ts'

let here: TestTenant
let there: TestTenant
let grace: Actor

beforeAll(async () => {
  here = await makeTenant()
  there = await makeTenant()
  grace = here.approver
  await unsafeDb.membership.create({ data: { tenantId: there.id, userId: grace.userId, roles: ['approver'] } })
})

const stateOf = async (tenant: TestTenant, id: string) =>
  (await db.approvalRequest.findFirst({ where: { tenantId: tenant.id, id }, select: { status: true } }))?.status

/** Every way a request can stand against a vote, each made anew. */
const standing: Record<string, { code: string; make: () => Promise<string> }> = {
  'one’s own request': { code: 'forbidden', make: () => waitingRequest(grace) },
  'a tenant one is not in': {
    code: 'not_found',
    make: async () => waitingRequest((await makeTenant()).engineer),
  },
  'one that does not exist': { code: 'not_found', make: async () => `apr_${'0'.repeat(26)}` },
  'one that has expired': {
    code: 'invalid_state',
    make: () => waitingRequest(here.engineer, { expiresAt: new Date(Date.now() - 1) }),
  },
  superseded: { code: 'invalid_state', make: () => waitingRequest(here.engineer, { status: 'superseded' }) },
  voided: { code: 'invalid_state', make: () => waitingRequest(here.engineer, { status: 'voided' }) },
  executed: { code: 'invalid_state', make: () => waitingRequest(here.engineer, { status: 'executed' }) },
  'places for somebody else': {
    code: 'forbidden',
    make: () => waitingRequest(here.engineer, { slots: [place({ by: 'permission:gate:override' })] }),
  },
  'one that takes a passkey': {
    code: 'invalid_input',
    make: () => waitingRequest(here.engineer, { slots: [place({ assurance: 'passkey' })] }),
  },
}

test.each(Object.entries(standing))(
  '%s is refused, among many and alone, and holds back nothing',
  async (_, { code, make }) => {
    const bad = await make()
    const good = await waitingRequest(there.engineer)
    const { results } = await decideMany(grace, { approvalIds: [bad, good], verdict: 'approve' })
    expect(results).toMatchObject([
      { approvalId: bad, ok: false, code },
      { approvalId: good, ok: true, state: 'approved' },
    ])
    const alone = voteAnywhere(grace, { approvalId: await make(), verdict: 'approve', comment: '' })
    await expect(alone).rejects.toMatchObject({ code })
  },
)

test('a request that takes a passkey is told apart', async () => {
  const id = await waitingRequest(here.engineer, { slots: [place({ assurance: 'passkey' })] })
  const { results } = await decideMany(grace, { approvalIds: [id], verdict: 'approve' })
  expect(results[0]).toMatchObject({ passkey: true } satisfies Partial<ManyResult>)
  expect(await stateOf(here, id)).toBe('open')
})

test('each vote is cast in the tenant of its request, with the evidence there', async () => {
  const id = await waitingRequest(there.engineer)
  await decideMany(grace, { approvalIds: [id], verdict: 'reject', comment: 'Not this week.' })
  expect(await stateOf(there, id)).toBe('rejected')
  const where = { kind: 'approval.voted', actorId: grace.userId }
  expect(await db.evidence.count({ where: { tenantId: there.id, ...where } })).toBeGreaterThan(0)
})

test('whoever decides in one tenant and only reads in another decides nothing there', async () => {
  const mixed = await here.member('approver')
  await unsafeDb.membership.create({ data: { tenantId: there.id, userId: mixed.userId, roles: ['engineer'] } })
  const [mine, other] = [await waitingRequest(here.engineer), await waitingRequest(there.approver)]
  const { results } = await decideMany(mixed, { approvalIds: [mine, other], verdict: 'approve' })
  expect(results.map(({ ok, code }) => code ?? ok)).toEqual([true, 'forbidden'])
})

test('a token reaches its own tenant only, and nothing without the scope', async () => {
  const token = (scopes: Actor['scopes']): Actor => ({ ...grace, kind: 'token', ...(scopes && { scopes }) })
  const [mine, other] = [await waitingRequest(here.engineer), await waitingRequest(there.engineer)]
  const approvalIds = [mine, other]
  const narrow = decideMany(token(['approval:read']), { approvalIds, verdict: 'approve' })
  await expect(narrow).rejects.toMatchObject({ code: 'forbidden' })
  const { results } = await decideMany(token(['approval:decide']), { approvalIds, verdict: 'approve' })
  expect(results.map(({ ok, code }) => code ?? ok)).toEqual([true, 'not_found'])
})

test('rejecting many takes a reason; the same one twice is one; a hundred at most', async () => {
  const id = await waitingRequest(here.engineer)
  await expect(decideMany(grace, { approvalIds: [id], verdict: 'reject' })).rejects.toThrow('Say why you reject.')
  const { results } = await decideMany(grace, { approvalIds: [id, id], verdict: 'approve' })
  expect(results).toHaveLength(1)
  const many = Array.from({ length: 101 }, (_, n) => `apr_${n}`)
  await expect(decideMany(grace, { approvalIds: many, verdict: 'approve' })).rejects.toThrow('At most 100')
})

test('two people decide the same many in the same instant: each request is decided once', async () => {
  const second = await here.member('approver')
  const approvalIds = await Promise.all(Array.from({ length: 5 }, () => waitingRequest(here.engineer)))
  const both = await Promise.all([grace, second].map((who) => decideMany(who, { approvalIds, verdict: 'approve' })))
  for (const id of approvalIds) {
    const answers = both.flatMap(({ results }) => results.filter(({ approvalId }) => approvalId === id))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await stateOf(here, id)).toBe('approved')
  }
})
