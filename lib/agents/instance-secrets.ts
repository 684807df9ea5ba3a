import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { fetchSecrets } from '../secrets/fetch-secret.ts'
import type { AgentActor } from './agent-actor.ts'

/**
 * The values of the secrets that an instance's process is started with. Throws `not_found` naming those that are not
 * there, for an instance that has ended, and for an agent that is of none: it gets secrets with each run.
 */
export async function instanceSecrets(agent: AgentActor): Promise<Record<string, string>> {
  const ended = { in: ['stopped' as const, 'failed' as const] }
  const where = { tenantId: agent.tenantId, id: agent.instanceId ?? '', NOT: { status: ended } }
  const instance = await db.instance.findFirst({ where, select: { spec: true } })
  if (!instance) throw notFound('instance')
  return fetchSecrets(agent.acting, (instance.spec as RunnerSpec).secrets)
}
