import { type Tx, unsafeTx } from '../db/client.ts'
import type { Instance, Runner } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { claimRun } from '../runs/transitions.ts'
import type { AgentActor } from './agent-actor.ts'
import { findWork, type Work } from './find-work.ts'
import type { Capabilities } from './schema.ts'
import { type Holding, shareOf } from './share-of.ts'

type Claim = {
  agent: AgentActor
  capabilities: Capabilities
  instance: Instance | null
  runner: Runner
  max: number
  until: Date
}

/** Leases up to `max` runs of one runner to an agent, within the runner's concurrency. The work has its new attempt. */
export async function claimWork(tx: Tx, { max, until, ...look }: Claim): Promise<Work[]> {
  const { agent, runner, capabilities } = look
  const found = await findWork(tx, look, max)
  if (!found.ordinary.length && !found.synthetic.length) return []
  // Two agents that ask at once must not both fill the last place.
  await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`lease:${runner.id}`}, 0))`
  const { mine, others } = await holdings(tx, agent, runner.id, capabilities.capacity)
  const share = shareOf(runner.concurrencyLimit, mine, others)
  const claimed: Work[] = []
  // A smoke test proves a version before it serves; it does not queue behind the work of the one that does.
  for (const work of [...found.synthetic, ...found.ordinary.slice(0, Math.min(share, max))].slice(0, max)) {
    const { run, spec } = work
    const ref = { tenantId: agent.tenantId, id: run.id }
    const attempt = await claimRun(tx, ref, spec.artifactDigest, { agentId: agent.id, until })
    if (attempt === undefined) continue
    if (run.leaseAgentId && run.leaseAgentId !== agent.id) await recordTakeOver(tx, agent, work, attempt)
    const now = { attempt, artifactDigest: spec.artifactDigest, leaseAgentId: agent.id, status: 'running' as const }
    claimed.push({ ...work, run: { ...run, ...now } })
  }
  return claimed
}

/** What each agent holds of a runner, with how much it carries out at once. */
async function holdings(
  tx: Tx,
  agent: AgentActor,
  runnerId: string,
  capacity: number,
): Promise<{ mine: Holding; others: Holding[] }> {
  const rows = await unsafeTx(tx).$queryRaw<{ id: string; held: number; capacity: number | null }[]>`
    select a.id, count(*)::int as held, (a.capabilities ->> 'capacity')::int as capacity
    from "Run" r join "Agent" a on a."tenantId" = r."tenantId" and a.id = r."leaseAgentId"
    where r."tenantId" = ${agent.tenantId} and r."runnerId" = ${runnerId} and r.status = 'running'
    group by a."tenantId", a.id`
  const others = rows.filter((row) => row.id !== agent.id)
  return {
    mine: { held: rows.find((row) => row.id === agent.id)?.held ?? 0, capacity },
    others: others.map((row) => ({ held: row.held, capacity: row.capacity ?? 1 })),
  }
}

async function recordTakeOver(tx: Tx, agent: AgentActor, { run, runner }: Work, attempt: number): Promise<void> {
  await appendEvidence(tx, {
    kind: 'run.taken_over',
    actor: agent.acting,
    result: 'info',
    runId: run.id,
    runnerId: runner.id,
    environmentId: runner.environmentId,
    manifestId: runner.manifestId,
    runner: runner.name,
    token: run.token,
    attempt,
    fromAgentId: run.leaseAgentId ?? '',
    toAgentId: agent.id,
  })
}
