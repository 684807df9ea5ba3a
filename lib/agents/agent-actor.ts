import { type Actor, systemActor } from '../auth/actor.ts'
import { hashToken } from '../auth/api-token.ts'
import { unsafeDb } from '../db/client.ts'
import type { Agent } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { AGENT_SIGNATURE_HEADER, verifyRequest } from './request-signature.ts'

/** An agent that has shown its identity and that it holds its key. */
export type AgentActor = Pick<
  Agent,
  'id' | 'tenantId' | 'kind' | 'name' | 'environmentId' | 'runnerId' | 'instanceId' | 'publicPem'
> & {
  /** The platform in the agent's tenant: for evidence and for the secrets of runs, never for what the agent asks. */
  readonly acting: Actor
  /** Of the identity presented. */
  readonly identityHash: string
  /** Hex digest that the signature covers; whoever reads the body compares. */
  readonly bodyDigest: string
}

/** Written at most this often. */
const SEEN_EVERY_MS = 2000

/**
 * The agent that makes a request, by its identity and the signature of its key over this very request. One without the
 * other is worth nothing. Throws `unauthenticated`, `identity_expired` (renew it) and `agent_revoked` (stop); the two
 * are only told to whoever holds the key. `renewing`: an expired identity will do.
 */
export async function agentOfRequest(request: Request, { renewing = false } = {}): Promise<AgentActor> {
  const identity = /^Bearer (bca_\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  // The identity itself says which tenant; until it is found there is none to filter by.
  const hash = hashToken(identity ?? '')
  const known = { OR: [{ identityHash: hash }, { lastIdentityHash: hash }] }
  const agent = identity ? await unsafeDb.agent.findFirst({ where: known }) : null
  const tenant = agent && (await unsafeDb.tenant.findUnique({ where: { id: agent.tenantId } }))
  if (!agent || !tenant || tenant.suspendedAt) throw unknownAgent()
  const { pathname, search } = new URL(request.url)
  const signed = {
    method: request.method,
    path: pathname + search,
    header: request.headers.get(AGENT_SIGNATURE_HEADER),
  }
  const now = new Date()
  const verified = verifyRequest(agent.publicPem, signed, now)
  if ('fault' in verified) throw verified.fault === 'clock' ? wrongClock() : unknownAgent()
  if (agent.revokedAt) {
    throw new BareCountError('agent_revoked', `The agent ${agent.name} was revoked.`, {
      remedy: 'Stop it. To use the host again, enrol it anew.',
    })
  }
  if (agent.identityExpiresAt <= now && !renewing) {
    throw new BareCountError('identity_expired', 'The identity of this agent has expired.', {
      remedy: 'Renew it with POST /api/v1/agent/renew.',
    })
  }
  if (!agent.lastSeenAt || now.getTime() - agent.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await unsafeDb.agent.updateMany({ where: { id: agent.id, tenantId: agent.tenantId }, data: { lastSeenAt: now } })
  }
  const { id, tenantId, kind, name, environmentId, runnerId, instanceId, publicPem } = agent
  const acting = systemActor(tenant, `agent:${id}`, `agent ${name}`)
  const { bodyDigest } = verified
  return {
    id,
    tenantId,
    kind,
    name,
    environmentId,
    runnerId,
    instanceId,
    publicPem,
    acting,
    identityHash: hash,
    bodyDigest,
  }
}

/** Throws unless what was read is what was signed. */
export function refuseOtherBody(agent: AgentActor, digest: string): void {
  if (digest !== agent.bodyDigest) throw unknownAgent()
}

function unknownAgent(): BareCountError {
  return new BareCountError('unauthenticated', 'No agent with this identity signed this request.', {
    remedy: 'Send the identity as `Authorization: Bearer bca_…` and sign the request with the key of the agent.',
  })
}

function wrongClock(): BareCountError {
  return new BareCountError('bad_signature', 'The request was signed more than five minutes ago or ahead.', {
    remedy: 'Set the clock of the agent’s host.',
  })
}
