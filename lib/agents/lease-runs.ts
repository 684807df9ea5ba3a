import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Instance, Runner } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { changesOf } from '../live/changes.ts'
import { verifiedDigest } from '../runs/gate-run.ts'
import type { AgentActor } from './agent-actor.ts'
import { claimWork } from './claim-work.ts'
import { runnersFor, type Work } from './find-work.ts'
import { type LeasedRun, prepareLeased } from './prepare-leased.ts'
import { type Capabilities, capabilities as capabilitiesSchema, type LeaseInput } from './schema.ts'

export type Leased = {
  runs: LeasedRun[]
  /** Runs it holds that somebody wants ended. */
  cancel: string[]
  /** It is to finish what it has and take no more. */
  drain: boolean
}

/**
 * Gives an agent up to `max` runs, as soon as there are any or `waitMs` are over. Each is claimed by compare-and-set,
 * so no two agents get the same attempt. Throws `agent_revoked` when that happens meanwhile.
 */
export async function leaseRuns(agent: AgentActor, input: LeaseInput, signal: AbortSignal): Promise<Leased> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(input.waitMs)])
  for await (const _ of changesOf([agent.id, agent.runnerId ?? agent.environmentId], until)) {
    const answer = await look(agent, input)
    if (answer.runs.length || answer.cancel.length || answer.drain) return answer
  }
  return { runs: [], cancel: [], drain: false }
}

async function look(agent: AgentActor, { max, leaseMs }: LeaseInput): Promise<Leased> {
  const { tenantId } = agent
  const row = await db.agent.findFirst({
    where: { tenantId, id: agent.id },
    select: { revokedAt: true, capabilities: true, instance: true },
  })
  if (!row || row.revokedAt) throw new BareCountError('agent_revoked', `The agent ${agent.name} was revoked.`)
  const { instance } = row
  const asked = await db.run.findMany({
    where: { tenantId, leaseAgentId: agent.id, status: 'running', cancelRequestedAt: { not: null } },
    select: { id: true },
  })
  const cancel = asked.map((run) => run.id)
  if (isEnding(instance)) return { runs: [], cancel, drain: true }
  const until = new Date(Date.now() + leaseMs)
  const capabilities = capabilitiesSchema.parse(row.capabilities)
  const claimed = max === 0 ? [] : await claim(agent, { capabilities, instance, max, until })
  if (claimed.length && instance) await touch(instance)
  return { runs: await prepareLeased(agent, claimed, until), cancel, drain: false }
}

type Asked = { capabilities: Capabilities; instance: Instance | null; max: number; until: Date }

async function claim(agent: AgentActor, asked: Asked): Promise<Work[]> {
  const runners = await withWaiting(agent)
  // Most looks find nothing: they lock nothing either.
  if (!runners.length) return []
  // Before the transaction, which would otherwise hold one connection while waiting for another.
  const verified = new Map<string, string | undefined>()
  for (const { id } of runners) verified.set(id, await verifiedDigest(agent.acting, id))
  return transaction((tx) => claimWork(tx, { agent, ...asked, runners, verified }))
}

/** Of the runners whose runs it may take, those that have any waiting. */
async function withWaiting(agent: AgentActor): Promise<Runner[]> {
  const runners = await runnersFor(db, agent)
  const rows = await unsafeDb.$queryRaw<{ id: string }[]>`
    select x.id from unnest(${runners.map(({ id }) => id)}::text[]) as x(id)
    where exists (
      select 1 from "Run" r where r."tenantId" = ${agent.tenantId} and r."runnerId" = x.id and r.status = 'queued'
    )`
  const waiting = new Set(rows.map(({ id }) => id))
  return runners.filter(({ id }) => waiting.has(id))
}

const isEnding = (instance: Instance | null) =>
  instance !== null && ['draining', 'stopped', 'failed'].includes(instance.status)

/** An instance that has work is not idle. */
async function touch({ tenantId, id }: Instance): Promise<void> {
  await unsafeDb.instance.updateMany({ where: { tenantId, id }, data: { busyAt: new Date() } })
}
