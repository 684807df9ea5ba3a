import { db } from '../db/client.ts'
import type { AgentActor } from './agent-actor.ts'
import { trustedKeys } from './enrol-agent.ts'
import { newIdentity } from './new-identity.ts'
import type { Identity, TrustedKey } from './schema.ts'

/**
 * A new identity in place of the one presented. The keys come with it so that the agent learns of an end of validity,
 * and of new keys that one it trusts vouches for.
 */
export async function renewIdentity(agent: AgentActor): Promise<Identity & { trustedKeys: TrustedKey[] }> {
  const { given, kept } = newIdentity()
  await db.agent.updateMany({
    where: { tenantId: agent.tenantId, id: agent.id, revokedAt: null },
    data: { ...kept, lastIdentityHash: agent.identityHash },
  })
  return { ...given, trustedKeys: await trustedKeys() }
}
