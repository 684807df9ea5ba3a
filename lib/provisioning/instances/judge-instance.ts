import type { InstanceSight } from '../targets/local/instances/instance-host.ts'
import type { OwnInstance } from './own-instances.ts'

export type Limits = {
  /** From its start until its agent takes work. */
  startMs: { container: number; host: number }
  /** Without a word of its agent, while the portal could be reached. */
  silentMs: number
}

/** Those of a worker; tests have shorter ones. */
export const LIMITS: Limits = { startMs: { container: 60_000, host: 180_000 }, silentMs: 60_000 }

export type Verdict =
  | { is: 'fine' }
  | { is: 'stopping'; graceSeconds: number }
  | { is: 'stopped' }
  | { is: 'failed'; reason: string }

/** A row is written before the work on it begins; only after this it counts as never begun. */
const BEGIN_MS = 15_000
/** Beyond the longest run: for the agent to hand in what it has. */
const GRACE_SECONDS = 15

export type Seen = {
  /** Undefined before it has a handle. */
  sight: InstanceSight | undefined
  /** This worker has its log and its ways out. */
  held: boolean
  /** Since when the portal has answered without a gap; undefined while it does not. */
  portalSince: Date | undefined
}

/** What is to become of an instance, by what is seen of it. Pure. */
export function judgeInstance(row: OwnInstance, seen: Seen, limits: Limits, now: Date): Verdict {
  const { sight } = seen
  const draining = row.status === 'draining'
  if (!sight) return unbegun(row, seen, now)
  if (sight.state !== 'running') {
    if (draining) return { is: 'stopped' }
    return { is: 'failed', reason: sight.state === 'ended' ? sight.reason : 'Somebody removed it from its host.' }
  }
  if (row.synthetic && !seen.held) return { is: 'failed', reason: 'The worker that tested it ended.' }
  if (draining) return { is: 'stopping', graceSeconds: Math.ceil(row.spec.timeoutMs / 1000) + GRACE_SECONDS }
  if (row.status === 'starting') return late(row, limits, now)
  return silent(row, seen.portalSince, limits, now)
}

function unbegun(row: OwnInstance, { held }: Seen, now: Date): Verdict {
  if (held || now.getTime() - row.createdAt.getTime() < BEGIN_MS) return { is: 'fine' }
  return { is: 'failed', reason: 'Its worker ended before it was started.' }
}

function late({ kind, createdAt }: OwnInstance, { startMs }: Limits, now: Date): Verdict {
  const limit = startMs[kind]
  if (now.getTime() - createdAt.getTime() < limit) return { is: 'fine' }
  return {
    is: 'failed',
    reason: `Its agent did not report ready within ${limit / 1000} s; its log says how far it came.`,
  }
}

/** An agent that says nothing while the portal is there is stuck; while the portal is away it cannot be told. */
function silent({ heardAt }: OwnInstance, portalSince: Date | undefined, { silentMs }: Limits, now: Date): Verdict {
  if (!portalSince) return { is: 'fine' }
  const since = Math.max(heardAt?.getTime() ?? 0, portalSince.getTime())
  if (now.getTime() - since < silentMs) return { is: 'fine' }
  return { is: 'failed', reason: `Its agent has been silent for ${Math.round(silentMs / 1000)} s.` }
}
