/** An agent beats every few seconds; several missed ones count as gone. */
export const ONLINE_MS = 30_000

export type AgentStanding = 'online' | 'preparing' | 'draining' | 'unwell' | 'offline' | 'revoked'

/** How an agent stands, by when it was last heard of and what it said then. Pure. */
export function standingOf(
  agent: {
    ready: boolean
    health: string | null
    lastSeenAt: Date | null
    revokedAt: Date | null
    /** The container or host it runs in. */
    instance: { status: string } | null
  },
  now: Date,
): AgentStanding {
  if (agent.revokedAt) return 'revoked'
  if (!agent.lastSeenAt || now.getTime() - agent.lastSeenAt.getTime() > ONLINE_MS) return 'offline'
  if (agent.health) return 'unwell'
  if (agent.instance?.status === 'draining') return 'draining'
  return agent.ready ? 'online' : 'preparing'
}
