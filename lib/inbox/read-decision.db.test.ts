import { beforeAll, expect, test } from 'vitest'
import { gatedDeployment, requestOf, stage } from '../approvals/testing/gated-deployment.ts'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makeTenantRules } from '../policy/testing/rules.ts'
import { emptyReplay } from '../replays/testing/empty-replay.ts'
import { readDecision } from './read-decision.ts'
import { place, waitingRequest } from './testing/waiting-request.ts'
import { voteAnywhere } from './vote-anywhere.ts'

let tenant: TestTenant

beforeAll(async () => {
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

test('a deployment tells what is asked and why, how every side stands, and is bound to the plan it shows', async () => {
  const gated = await gatedDeployment(tenant)
  await stage(gated, 'provision_primitives')
  const request = await requestOf(gated)
  const { body, people } = await readDecision(tenant.approver, request.id)
  expect(body.what).toContain(`${tenant.engineer.label} asks to bring`)
  expect(body.why).toMatch(/^Nothing of it runs in asks-1 yet, so it creates \d+ things; people are asked because /)
  expect(body.marks.map(({ name, word }) => `${name}: ${word}`)).toEqual([
    'Policy: Allowed',
    expect.stringMatching(/^Plan: \d+ changes$/),
    expect.stringMatching(/^Cost: /),
    'Scan: Nothing serious',
    'Signatures: Verified',
    'Exceptions: None',
  ])
  for (const { section } of body.marks) expect(body.sections.map(({ id }) => id)).toContain(section)
  expect((request.facts as Record<string, { digest: string }>).plan?.digest).toMatch(/^sha256:/)
  expect(people.you).toMatchObject({ fills: [expect.any(String)], passkeys: 0 })
  expect(people.you.conflict).toBeUndefined()
  expect(people.conflicts).toContainEqual({ who: tenant.engineer.label, why: 'requested it' })
  const asked = await readDecision(tenant.engineer, request.id)
  expect(asked.people.you.conflict).toBeDefined()
  expect(asked.people.slots[0]?.notYou).toBeDefined()
})

test('who filled a place, who could, and who is still needed', async () => {
  const second = await tenant.member('approver')
  const approvalId = await waitingRequest(tenant.engineer, { slots: [place({ count: 2 })], required: 2 })
  await voteAnywhere(second, { approvalId, verdict: 'approve', comment: 'Fine.' })
  const { people } = await readDecision(tenant.approver, approvalId)
  expect(people.slots[0]).toMatchObject({ missing: 1, filledBy: [second.label], could: [tenant.approver.label] })
  expect(people.waitsFor).toBe('1 approver')
  expect((await readDecision(second, approvalId)).people.you.voted).toBe('approve')
})

test('what changed since the reader looked, and nothing for somebody who never did', async () => {
  const fact = (digest: string, value: unknown) => ({ digest, value })
  const subjectId = await emptyReplay(tenant.engineer)
  const ask = (facts: object) => waitingRequest(tenant.engineer, { subjectId, facts })
  const before = await ask({ plan: fact('p1', { size: 'small', name: 'orders' }), cost: fact('c', { perMonth: 1 }) })
  expect((await readDecision(tenant.approver, before)).changed).toBeUndefined()
  await db.approvalRequest.updateMany({ where: { tenantId: tenant.id, id: before }, data: { status: 'voided' } })
  const after = await ask({ plan: fact('p2', { size: 'large', name: 'orders' }), cost: fact('c', { perMonth: 1 }) })
  const { changed } = await readDecision(tenant.approver, after)
  expect(changed).toMatchObject({
    approvalId: before,
    parts: [{ part: 'plan', changes: [{ path: 'size', before: 'small', after: 'large' }] }],
  })
  // Reading it once more shows the same: what was seen of this request is not what was seen before it.
  expect((await readDecision(tenant.approver, after)).changed?.parts).toHaveLength(1)
  expect((await readDecision(tenant.auditor, after)).changed).toBeUndefined()
  const foreign = await makeTenant()
  await expect(readDecision(foreign.approver, after)).rejects.toMatchObject({ code: 'not_found' })
})
