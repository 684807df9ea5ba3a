import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import type { revokeAgentInput } from './schema.ts'

/** Ends an agent: from now on nothing of it is taken, and what it held is given to others. Throws `not_found`. */
export async function revokeAgent(actor: Actor, { id }: z.output<typeof revokeAgentInput>): Promise<void> {
  authorise(actor, 'agent:manage')
  await transaction(async (tx) => {
    const where = { tenantId: actor.tenantId, id }
    const agent = await tx.agent.findFirst({ where, select: { name: true, environmentId: true } })
    const { count } = await tx.agent.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date(), ready: false },
    })
    if (!agent || !count) throw notFound('agent')
    const { name, environmentId } = agent
    await appendEvidence(tx, { kind: 'agent.revoked', actor, result: 'info', environmentId, agentId: id, name })
    await notifyChange(tx, id)
  })
}
