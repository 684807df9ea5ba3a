import { type Tx, unsafeTx } from '../db/client.ts'
import type { Instance, Runner } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { aboutRun } from '../runs/about-run.ts'
import { beginAttempts } from '../runs/begin-attempts.ts'
import { type Admitted, admitRuns, claimAdmitted } from '../runs/claim-runs.ts'
import { lockLoad } from '../runs/read-load.ts'
import type { AgentActor } from './agent-actor.ts'
import { findWork, type Work } from './find-work.ts'
import type { Capabilities } from './schema.ts'
import { type Holding, shareOf } from './share-of.ts'

type Claim = {
  agent: AgentActor
  capabilities: Capabilities
  instance: Instance | null
  runners: readonly Runner[]
  /** By runner, the digest whose signature has just been verified. */
  verified: ReadonlyMap<string, string | undefined>
  max: number
  until: Date
}

/** Leases up to `max` runs to an agent, within the limits there are. The work has its new attempt. */
export async function claimWork(tx: Tx, { runners, verified, max, until, ...look }: Claim): Promise<Work[]> {
  const { agent, capabilities } = look
  const holder = { agentId: agent.id, until }
  // The tenant's: two agents that ask at once must not both fill the last place.
  const load = await lockLoad(tx, agent.tenantId, new Date())
  const tests: Work[] = []
  const admitted: Admitted[] = []
  for (const runner of runners) {
    const left = max - tests.length - admitted.length
    if (left <= 0) break
    const { ordinary, synthetic } = await findWork(tx, { ...look, runner }, left)
    // A smoke test proves a version before it serves: it neither queues behind the work of the one that does, nor counts.
    const mine = await beginAttempts(tx, agent.acting, synthetic, holder)
    tests.push(...mine)
    const { mine: own, others } = await holdings(tx, agent, runner.id, capabilities.capacity)
    const share = Math.min(shareOf(runner.concurrencyLimit, own, others), left - mine.length)
    const waiting = ordinary.slice(0, Math.max(0, share))
    const claim = { runner, waiting, holder, verified: verified.get(runner.id) }
    admitted.push(...(await admitRuns(tx, agent.acting, load, claim)))
  }
  const held = await claimAdmitted(tx, agent.acting, load, { admitted, holder })
  const before = new Map(admitted.map(({ run }) => [run.id, run.leaseAgentId]))
  for (const work of held) {
    const from = before.get(work.run.id)
    if (from && from !== agent.id) await recordTakeOver(tx, agent, work, from)
  }
  return [...tests, ...held]
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

async function recordTakeOver(tx: Tx, agent: AgentActor, { run, runner }: Work, fromAgentId: string): Promise<void> {
  await appendEvidence(tx, {
    kind: 'run.taken_over',
    actor: agent.acting,
    result: 'info',
    ...aboutRun({ run, runner }),
    fromAgentId,
    toAgentId: agent.id,
  })
}
