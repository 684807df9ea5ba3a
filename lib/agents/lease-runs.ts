import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Instance } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { changesOf } from '../live/changes.ts'
import type { AgentActor } from './agent-actor.ts'
import { claimWork } from './claim-work.ts'
import { runnersFor, type Work } from './find-work.ts'
import { type LeasedRun, prepareLeased } from './prepare-leased.ts'
import { capabilities as capabilitiesSchema, type LeaseInput } from './schema.ts'

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
  const claimed = await transaction(async (tx) => {
    const work: Work[] = []
    if (max === 0) return work
    for (const runner of await runnersFor(tx, agent)) {
      if (work.length >= max) break
      work.push(...(await claimWork(tx, { agent, capabilities, instance, runner, max: max - work.length, until })))
    }
    return work
  })
  if (claimed.length && instance) await touch(instance)
  return { runs: await prepareLeased(agent, claimed, until), cancel, drain: false }
}

const isEnding = (instance: Instance | null) =>
  instance !== null && ['draining', 'stopped', 'failed'].includes(instance.status)

/** An instance that has work is not idle. */
async function touch({ tenantId, id }: Instance): Promise<void> {
  await unsafeDb.instance.updateMany({ where: { tenantId, id }, data: { busyAt: new Date() } })
}
