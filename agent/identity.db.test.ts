import { beforeAll, expect, test } from 'vitest'
import { POST as heartbeat } from '#app/api/v1/agent/heartbeat/route.ts'
import { POST as renew } from '#app/api/v1/agent/renew/route.ts'
import { agentOfRequest } from '#lib/agents/agent-actor.ts'
import { createEnrolment } from '#lib/agents/create-enrolment.ts'
import { listAgents } from '#lib/agents/queries.ts'
import { revokeAgent } from '#lib/agents/revoke-agent.ts'
import { enrolTestAgent, enrolWith, newAgentKey } from '#lib/agents/testing/signed-agent.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { makePlatformRules } from '#lib/policy/testing/rules.ts'

let tenant: TestTenant
let environment: { id: string; name: string }
beforeAll(async () => {
  tenant = await makeTenant()
  environment = await makePlatformRules()
})

const path = '/api/v1/agent/heartbeat'
const beat = { running: [], ready: true }
const noParams = { params: Promise.resolve({}) }
const codeOf = async (answer: Promise<Response>) => ((await (await answer).json()) as { code?: string }).code

test('a token makes one agent: a second key is refused, the same key asks again and gets a new identity', async () => {
  const { token } = await createEnrolment(tenant.admin, { name: 'edge-1', environment: 'dev', minutes: 10 })
  const keys = newAgentKey()
  const first = await enrolWith(token, {}, keys)
  const again = await enrolWith(token, {}, keys)
  expect(again.id).toBe(first.id)
  expect(again.identity).not.toBe(first.identity)
  await expect(enrolWith(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const kinds = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: { startsWith: 'agent.' } } })
  expect(kinds.map((one) => one.kind).sort()).toEqual(['agent.enrolled', 'agent.invited'])
})

test('a token that has expired makes no agent', async () => {
  const { id, token } = await createEnrolment(tenant.admin, { name: 'late', environment: 'dev', minutes: 5 })
  await unsafeDb.agentEnrolment.updateMany({ where: { id }, data: { expiresAt: new Date(0) } })
  await expect(enrolWith(token)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a stolen identity is worth nothing without the key, nor the key without the identity', async () => {
  const agent = await enrolTestAgent(tenant, environment)
  const thief = newAgentKey().privateKey
  const stolen = agent.request('POST', path, beat, { key: thief })
  expect(await codeOf(heartbeat(stolen, noParams))).toBe('unauthenticated')
  const guessed = agent.request('POST', path, beat, { identity: 'bca_guess' })
  expect(await codeOf(heartbeat(guessed, noParams))).toBe('unauthenticated')
  expect((await heartbeat(agent.request('POST', path, beat), noParams)).status).toBe(200)
})

test('what was signed is this request: another body, path or time is refused', async () => {
  const agent = await enrolTestAgent(tenant, environment)
  const signed = agent.request('POST', path, beat)
  const otherBody = new Request(signed.url, {
    method: 'POST',
    headers: signed.headers,
    body: '{"running":[],"ready":false}',
  })
  expect(await codeOf(heartbeat(otherBody, noParams))).toBe('unauthenticated')
  const otherPath = new Request('http://portal.test/api/v1/agent/renew', { method: 'POST', headers: signed.headers })
  expect(await codeOf(renew(otherPath, noParams))).toBe('unauthenticated')
  const old = agent.request('POST', path, beat, { at: new Date(Date.now() - 6 * 60_000) })
  expect(await codeOf(heartbeat(old, noParams))).toBe('bad_signature')
})

test('an expired identity is told so and is good for one thing, a new one', async () => {
  const agent = await enrolTestAgent(tenant, environment)
  await unsafeDb.agent.updateMany({ where: { id: agent.id }, data: { identityExpiresAt: new Date(0) } })
  expect(await codeOf(heartbeat(agent.request('POST', path, beat), noParams))).toBe('identity_expired')
  const renewed = await renew(agent.request('POST', '/api/v1/agent/renew'), noParams)
  const { identity } = (await renewed.json()) as { identity: string }
  expect((await heartbeat(agent.request('POST', path, beat, { identity }), noParams)).status).toBe(200)
})

test('the identity before counts until the next renewal: the answer with the new one may have been lost', async () => {
  const agent = await enrolTestAgent(tenant, environment)
  const renewWith = async (identity: string) => {
    const answer = await renew(agent.request('POST', '/api/v1/agent/renew', undefined, { identity }), noParams)
    return ((await answer.json()) as { identity: string }).identity
  }
  await renewWith(agent.identity) // lost
  const next = await renewWith(agent.identity)
  expect((await heartbeat(agent.request('POST', path, beat, { identity: next }), noParams)).status).toBe(200)
})

test('a revoked agent is told to stop, at every call', async () => {
  const agent = await enrolTestAgent(tenant, environment)
  await revokeAgent(tenant.admin, { id: agent.id })
  expect(await codeOf(heartbeat(agent.request('POST', path, beat), noParams))).toBe('agent_revoked')
  expect(await codeOf(renew(agent.request('POST', '/api/v1/agent/renew'), noParams))).toBe('agent_revoked')
  await expect(revokeAgent(tenant.admin, { id: agent.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('agents are listed with how they stand, and only to their tenant', async () => {
  const other = await makeTenant()
  const agent = await enrolTestAgent(other, environment)
  const listed = async () => (await listAgents(other.engineer)).agents
  expect(await listed()).toMatchObject([{ id: agent.id, standing: 'preparing', classes: ['serverless'], capacity: 2 }])
  await heartbeat(agent.request('POST', path, { ...beat, trouble: 'Its disk is full.' }), noParams)
  expect(await listed()).toMatchObject([{ standing: 'unwell', health: 'Its disk is full.' }])
  const later = new Date(Date.now() + 60_000)
  expect((await listAgents(other.engineer, {}, later)).agents).toMatchObject([{ standing: 'offline' }])
  expect((await listAgents(tenant.engineer)).agents.map((one) => one.id)).not.toContain(agent.id)
  await expect(revokeAgent(tenant.admin, { id: agent.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(revokeAgent(other.engineer, { id: agent.id })).rejects.toMatchObject({ code: 'forbidden' })
  const invite = { name: 'x', environment: 'dev', minutes: 10 }
  await expect(createEnrolment(other.engineer, invite)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an agent of a suspended tenant is nobody', async () => {
  const other = await makeTenant()
  const agent = await enrolTestAgent(other, environment)
  await unsafeDb.tenant.update({ where: { id: other.id }, data: { suspendedAt: new Date() } })
  await expect(agentOfRequest(agent.request('POST', path, beat))).rejects.toMatchObject({ code: 'unauthenticated' })
})
