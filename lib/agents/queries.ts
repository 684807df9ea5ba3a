import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { type AgentFilters, capabilities as capabilitiesSchema } from './schema.ts'
import { standingOf } from './standing.ts'

const PAGE = 50

/**
 * Agents of the tenant, newest first, with how they stand now; `cursor` is the last id of the page before. Those of
 * containers and hosts that have ended are left out: their runner lists them as instances.
 */
export async function listAgents(
  actor: Actor,
  { cursor, kind, environment }: AgentFilters & { cursor?: string | undefined } = {},
  now = new Date(),
) {
  authorise(actor, 'agent:read')
  const rows = await db.agent.findMany({
    where: {
      tenantId: actor.tenantId,
      OR: [{ instanceId: null }, { instance: { status: { notIn: ['stopped', 'failed'] } } }],
      ...(kind ? { kind } : {}),
      ...(environment ? { environment: { name: environment } } : {}),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    select: {
      id: true,
      kind: true,
      name: true,
      version: true,
      capabilities: true,
      ready: true,
      health: true,
      lastSeenAt: true,
      revokedAt: true,
      createdAt: true,
      environment: { select: { name: true, rank: true } },
      runner: { select: { id: true, name: true } },
      instance: { select: { status: true } },
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = pageOf(rows, PAGE, (last) => last.id)
  const agents = page.rows.map(({ capabilities, instance, ...row }) => {
    const { classes = [], capacity = 1 } = capabilitiesSchema.safeParse(capabilities).data ?? {}
    return { ...row, classes, capacity, standing: standingOf({ ...row, instance }, now) }
  })
  return { agents, next: page.next }
}
