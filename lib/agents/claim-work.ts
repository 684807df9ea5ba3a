import { type Tx, unsafeTx } from '../db/client.ts'
import type { Instance, Runner } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { Load } from '../runs/admission.ts'
import { claimRuns } from '../runs/claim-runs.ts'
import { claimAll } from '../runs/transitions.ts'
import { monthOf } from '../usage/months.ts'
import type { AgentActor } from './agent-actor.ts'
import { findWork, type Work } from './find-work.ts'
import type { Capabilities } from './schema.ts'
import { type Holding, shareOf } from './share-of.ts'

type Claim = {
  agent: AgentActor
  capabilities: Capabilities
  instance: Instance | null
  runner: Runner
  /** The tenant's, locked in this transaction: two agents that ask at once must not both fill the last place. */
  load: Load
  /** The digest whose signature has just been verified. */
  verified: string | undefined
  max: number
  until: Date
}

/** Leases up to `max` runs of one runner to an agent, within the runner's concurrency. The work has its new attempt. */
export async function claimWork(tx: Tx, { max, until, load, verified, ...look }: Claim): Promise<Work[]> {
  const { agent, runner, capabilities } = look
  const { ordinary, synthetic } = await findWork(tx, look, max)
  const holder = { agentId: agent.id, until }
  // A smoke test proves a version before it serves: it neither queues behind the work of the one that does, nor counts.
  const tests = await claimTests(tx, agent, synthetic, holder)
  const { mine, others } = await holdings(tx, agent, runner.id, capabilities.capacity)
  const share = Math.min(shareOf(runner.concurrencyLimit, mine, others), max - tests.length)
  const waiting = ordinary.slice(0, Math.max(0, share))
  const before = new Map(waiting.map(({ run }) => [run.id, run]))
  const held = await claimRuns(tx, agent.acting, load, { runner, waiting, holder, verified })
  const claimed = [...tests, ...held.map(({ run, spec, spanId }) => ({ run, spec, runner, spanId }))]
  for (const work of claimed) {
    const from = before.get(work.run.id)?.leaseAgentId
    if (from && from !== agent.id) await recordTakeOver(tx, agent, work, from)
  }
  return claimed
}

async function claimTests(
  tx: Tx,
  agent: AgentActor,
  synthetic: readonly Work[],
  holder: { agentId: string; until: Date },
): Promise<Work[]> {
  if (!synthetic.length) return []
  const asks = { ms: 0, micros: 0 }
  const wanted = synthetic.map(({ run, spec }) => ({ id: run.id, artifactDigest: spec.artifactDigest, asks }))
  const month = monthOf(new Date())
  const claimed = await claimAll(tx, agent.tenantId, wanted, { holder, decisionId: null, month })
  const attempts = new Map(claimed.map((one) => [one.id, one]))
  return synthetic.flatMap((work) => {
    const claim = attempts.get(work.run.id)
    if (claim === undefined) return []
    const { attempt, spanId } = claim
    const now = {
      attempt,
      artifactDigest: work.spec.artifactDigest,
      status: 'running' as const,
      leaseAgentId: agent.id,
    }
    return [{ ...work, spanId, run: { ...work.run, ...now } }]
  })
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
    runId: run.id,
    runnerId: runner.id,
    environmentId: runner.environmentId,
    manifestId: runner.manifestId,
    runner: runner.name,
    token: run.token,
    attempt: run.attempt,
    fromAgentId,
    toAgentId: agent.id,
  })
}
