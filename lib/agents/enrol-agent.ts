import { createPublicKey } from 'node:crypto'
import { keyIdOf } from '../artifacts/sign/signer.ts'
import { systemActor } from '../auth/actor.ts'
import { hashToken } from '../auth/api-token.ts'
import { type Tx, transaction, unsafeDb } from '../db/client.ts'
import type { AgentEnrolment } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { newIdentity } from './new-identity.ts'
import { verifyRequest } from './request-signature.ts'
import type { EnrolInput, Identity, TrustedKey } from './schema.ts'

export type Enrolled = Identity & { agentId: string; trustedKeys: TrustedKey[] }

type Presented = { input: EnrolInput; method: string; path: string; header: string | null }

/**
 * Exchanges a one-time token for an identity; the agent's key is registered with it, and must have signed the request.
 * Asked again with the same token and the same key it answers anew, since the first answer may have been lost.
 * Throws `unauthenticated` alike for a token that is unknown, expired or used by another key; `bad_signature`.
 */
export async function enrolAgent({ input, ...request }: Presented): Promise<Enrolled> {
  const keyId = publicKeyId(input.publicPem)
  const shown = verifyRequest(input.publicPem, request, new Date())
  if ('fault' in shown) {
    throw new BareCountError('bad_signature', 'The request is not signed now with the key it registers.', {
      remedy: 'Sign it with the private half, and set the clock of the host.',
    })
  }
  // The token itself says which tenant; until it is found there is none to filter by.
  const enrolment = await unsafeDb.agentEnrolment.findUnique({ where: { hash: hashToken(input.token) } })
  const tenant = enrolment && (await unsafeDb.tenant.findUnique({ where: { id: enrolment.tenantId } }))
  if (!enrolment || !tenant || tenant.suspendedAt || enrolment.expiresAt <= new Date()) throw refused()
  const { given, kept } = newIdentity()
  const agentId = await transaction(async (tx) => {
    const again = await sameAgent(tx, enrolment, input.publicPem)
    if (again) {
      await tx.agent.updateMany({ where: { tenantId: tenant.id, id: again }, data: kept })
      return again
    }
    const id = newId('agent')
    const { count } = await tx.agentEnrolment.updateMany({
      where: { tenantId: tenant.id, id: enrolment.id, usedAt: null },
      data: { usedAt: new Date(), agentId: id },
    })
    if (!count) throw refused()
    const { kind, environmentId, runnerId, instanceId } = enrolment
    const place = { kind, environmentId, runnerId, instanceId }
    const name = input.name ?? enrolment.name
    const { publicPem, version, capabilities } = input
    const said = { name, publicPem, version, capabilities, lastSeenAt: new Date() }
    await tx.agent.create({ data: { tenantId: tenant.id, id, ...place, ...said, ...kept } })
    const environment = await tx.environment.findUniqueOrThrow({ where: { id: environmentId } })
    await appendEvidence(tx, {
      kind: 'agent.enrolled',
      actor: systemActor(tenant, `agent:${id}`, `agent ${name}`),
      result: 'info',
      environmentId,
      ...(runnerId ? { runnerId } : {}),
      agentId: id,
      enrolmentId: enrolment.id,
      agentKind: kind,
      name,
      environment: environment.name,
      keyId,
    })
    await notifyChange(tx, environmentId)
    return id
  })
  return { ...given, agentId, trustedKeys: await trustedKeys() }
}

/** The agent this enrolment made, when it is the one that asks again. */
async function sameAgent(tx: Tx, enrolment: AgentEnrolment, publicPem: string): Promise<string | undefined> {
  if (!enrolment.agentId) return undefined
  const { tenantId, agentId: id } = enrolment
  const agent = await tx.agent.findFirst({ where: { tenantId, id, revokedAt: null }, select: { publicPem: true } })
  return agent?.publicPem === publicPem ? id : undefined
}

/** The keys of this installation that sign artifacts, oldest first; revoked ones with their end. */
export async function trustedKeys(): Promise<TrustedKey[]> {
  // Keys belong to the installation, not to a tenant.
  return unsafeDb.signingKey.findMany({
    where: { purpose: { not: 'checkpoints' } },
    select: { keyId: true, publicPem: true, validFrom: true, validUntil: true, endorsement: true },
    orderBy: { validFrom: 'asc' },
  })
}

function publicKeyId(pem: string): string {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && !pem.includes('PRIVATE')) return keyIdOf(key)
  } catch {
    // Said below.
  }
  const message = 'must be a P-256 public key, SPKI as PEM'
  throw new BareCountError('invalid_input', `The key of the agent ${message}.`, {
    faults: [{ path: 'publicPem', message }],
  })
}

function refused(): BareCountError {
  return new BareCountError('unauthenticated', 'The enrolment token is not valid, or not any more.', {
    remedy: 'Make a new one under Settings → Agents, or with `barecount agent enrol`.',
  })
}
