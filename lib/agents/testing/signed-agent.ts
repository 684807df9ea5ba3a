import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { transaction } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { type AgentActor, agentOfRequest } from '../agent-actor.ts'
import { enrolAgent } from '../enrol-agent.ts'
import { makeEnrolment } from '../make-enrolment.ts'
import { AGENT_SIGNATURE_HEADER, bodyDigestOf, signRequest } from '../request-signature.ts'
import type { Capabilities } from '../schema.ts'

/** An enrolled agent of a test, with its key in hand. */
export type SignedAgent = {
  id: string
  identity: string
  key: KeyObject
  /** A request as this agent makes it. */
  request(
    method: string,
    path: string,
    body?: unknown,
    changes?: { identity?: string; key?: KeyObject; at?: Date },
  ): Request
  /** As its requests are acted for. */
  actor(): Promise<AgentActor>
}

export const newAgentKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const base = 'http://portal.test'

/** Enrols an agent on premises in an environment, without a process behind it. */
export async function enrolTestAgent(
  tenant: TestTenant,
  environment: { id: string; name: string },
  changes: Partial<Capabilities> = {},
): Promise<SignedAgent> {
  const of = { kind: 'on_premise' as const, name: 'edge', environment }
  const { token } = await transaction((tx) => makeEnrolment(tx, tenant.admin, of, 10))
  return enrolWith(token, changes)
}

export async function enrolWith(
  token: string,
  changes: Partial<Capabilities> = {},
  { publicKey, privateKey: key } = newAgentKey(),
): Promise<SignedAgent> {
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const capabilities = { mode: 'functions' as const, classes: ['serverless' as const], capacity: 2, ...changes }
  const path = '/api/v1/agent/enrol'
  const header = signRequest(key, { method: 'POST', path, unixMs: Date.now(), bodyDigest: bodyDigestOf('') })
  const input = { token, publicPem, version: 'test', capabilities }
  const { agentId: id, identity } = await enrolAgent({ input, method: 'POST', path, header })
  const request: SignedAgent['request'] = (method, at, body, as = {}) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const signed = { method, path: at, unixMs: (as.at ?? new Date()).getTime(), bodyDigest: bodyDigestOf(text) }
    const headers = {
      authorization: `Bearer ${as.identity ?? identity}`,
      [AGENT_SIGNATURE_HEADER]: signRequest(as.key ?? key, signed),
    }
    return new Request(base + at, { method, headers, ...(body === undefined ? {} : { body: text }) })
  }
  return { id, identity, key, request, actor: () => agentOfRequest(request('POST', '/api/v1/agent/lease', {})) }
}
