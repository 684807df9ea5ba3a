import type { Tx } from '../db/client.ts'
import type { RunnerClassName } from '../manifests/classes.ts'
import type { ClassSupport } from '../provisioning/class-support.ts'
import { capabilities } from './schema.ts'
import { ONLINE_MS } from './standing.ts'

type Place = { tenantId: string; environment: { id: string; name: string }; class: RunnerClassName }

/** Whether an agent on premises is there for an environment that can run the class; if not, why and how to get one. */
export async function onPremiseSupport(
  reader: Pick<Tx, 'agent'>,
  { tenantId, environment, class: name }: Place,
  now = new Date(),
): Promise<ClassSupport> {
  const agents = await reader.agent.findMany({
    where: { tenantId, environmentId: environment.id, kind: 'on_premise', revokedAt: null },
    select: { name: true, capabilities: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
    take: 200,
  })
  const able = agents.filter((agent) => capabilities.safeParse(agent.capabilities).data?.classes.includes(name))
  const online = able.find(({ lastSeenAt }) => lastSeenAt && now.getTime() - lastSeenAt.getTime() <= ONLINE_MS)
  if (online) return { available: true, detail: `By ${able.length} enrolled agent(s), among them ${online.name}.` }
  const remedy = `Enrol one on a host of yours: barecount agent enrol NAME --env ${environment.name}`
  if (able[0]) {
    const reason = `No agent for ${environment.name} is online; ${able[0].name} was there last.`
    return { available: false, reason, remedy: `Start it again, or enrol another. ${remedy}` }
  }
  const reason = agents.length
    ? `None of the agents for ${environment.name} can run ${name}.`
    : `No on-premise agent is enrolled for ${environment.name}.`
  return { available: false, reason, remedy }
}
