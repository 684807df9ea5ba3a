import { db, type Tx, transaction } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { notifyChange } from '../live/notify.ts'
import { failInstance, markReady, subjectFields } from '../provisioning/instances/transitions.ts'
import { type HandedBack, handBack } from '../runs/hand-back.ts'
import { resumeSilent, type Silent } from '../runs/resume-lost.ts'
import type { AgentActor } from './agent-actor.ts'
import type { HeartbeatInput } from './schema.ts'

export type Heard = {
  /** Runs it holds that somebody wants ended. */
  cancel: string[]
  /** Runs that are not its any more: whatever it still does for them counts for nothing. */
  lost: string[]
  drain: boolean
}

/** A lease whose answer got lost on the way is noticed by the agent never naming the run. */
const UNNAMED_MS = 15_000

type Held = Silent &
  Pick<Run, 'token' | 'status' | 'leaseAgentId' | 'cancelRequestedAt' | 'startedAt'> & {
    runner: Pick<Runner, 'id' | 'name' | 'manifestId' | 'environmentId'>
  }

/** Takes an agent's word on what it holds: leases go on, what it gave up is given to others, and it hears what to end. */
export async function hearHeartbeat(agent: AgentActor, beat: HeartbeatInput): Promise<Heard> {
  const { tenantId } = agent
  const named = new Map(beat.running.map(({ id, attempt }) => [id, attempt]))
  const rows: Held[] = await db.run.findMany({
    where: {
      tenantId,
      OR: [{ id: { in: [...named.keys()] } }, { leaseAgentId: agent.id, status: 'running' }],
    },
    select: {
      tenantId: true,
      id: true,
      origin: true,
      runnerId: true,
      runnerClass: true,
      environmentId: true,
      status: true,
      attempt: true,
      leaseAgentId: true,
      cancelRequestedAt: true,
      startedAt: true,
      token: true,
      runner: { select: { id: true, name: true, manifestId: true, environmentId: true } },
    },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const until = new Date(Date.now() + beat.leaseMs)
  const lost = beat.running.filter((one) => !isStillIts(agent, byId.get(one.id), one.attempt)).map((one) => one.id)
  const kept = rows.filter((row) => named.has(row.id) && !lost.includes(row.id))
  await db.run.updateMany({
    where: { tenantId, id: { in: kept.map((row) => row.id) }, leaseAgentId: agent.id, status: 'running' },
    data: { leaseUntil: until },
  })
  for (const row of kept.filter(({ status }) => status === 'queued')) {
    const lease = { agentId: agent.id, until }
    const back = await transaction((tx) => resumeSilent(tx, agent.acting, { run: row, runner: row.runner }, lease))
    if (!back) lost.push(row.id)
  }
  const drain = await transaction(async (tx) => {
    for (const { id, attempt } of beat.handBack) {
      const row = byId.get(id)
      if (row?.attempt === attempt) await giveBack(tx, agent, row, beat.draining ? 'drained' : 'given_back')
    }
    for (const row of unnamed(agent, beat, rows, named)) await giveBack(tx, agent, row, 'died')
    return hearState(tx, agent, beat)
  })
  const cancel = kept.filter((row) => row.cancelRequestedAt && !lost.includes(row.id)).map((row) => row.id)
  return { cancel, lost, drain }
}

function isStillIts(agent: AgentActor, row: Held | undefined, attempt: number): boolean {
  const open = row?.status === 'running' || row?.status === 'queued'
  return open && row.attempt === attempt && row.leaseAgentId === agent.id
}

/** Runs leased to it that it does not know: it was started anew, or the answer never reached it. */
function unnamed(agent: AgentActor, beat: HeartbeatInput, rows: readonly Held[], named: Map<string, number>) {
  const old = Date.now() - UNNAMED_MS
  return rows.filter(
    (row) =>
      row.leaseAgentId === agent.id &&
      row.status === 'running' &&
      !named.has(row.id) &&
      (beat.fresh || (row.startedAt?.getTime() ?? 0) < old),
  )
}

async function giveBack(tx: Tx, agent: AgentActor, row: Held, why: HandedBack): Promise<void> {
  const holder = { agentId: agent.id, why }
  const back = await handBack(tx, agent.acting, { run: row, runner: row.runner }, holder)
  if (back) await notifyChange(tx, agent.runnerId ?? agent.environmentId)
}

/** What it says of itself, and of its instance. Returns whether it is to take no more work. */
async function hearState(tx: Tx, agent: AgentActor, beat: HeartbeatInput): Promise<boolean> {
  const where = { tenantId: agent.tenantId, id: agent.id }
  const { ready, trouble, capabilities } = beat
  const said = { ready: ready && !beat.draining, health: trouble ?? null, ...(capabilities ? { capabilities } : {}) }
  await tx.agent.updateMany({ where, data: said })
  if (!agent.instanceId) return false
  const instance = { tenantId: agent.tenantId, id: agent.instanceId }
  if (beat.failed) await failStarting(tx, agent, instance, trouble ?? 'It did not become ready.')
  else if (ready && agent.runnerId) await markReady(tx, { ...instance, runnerId: agent.runnerId })
  if (beat.running.length) {
    await tx.instance.updateMany({ where: { ...instance, status: 'ready' }, data: { busyAt: new Date() } })
  }
  const row = await tx.instance.findFirst({ where: instance, select: { status: true } })
  return row?.status !== 'starting' && row?.status !== 'ready'
}

/** An instance whose agent says that it cannot be mended by waiting. */
async function failStarting(tx: Tx, agent: AgentActor, ref: { tenantId: string; id: string }, why: string) {
  const subject = await tx.instance.findFirst({ where: { ...ref, status: 'starting' }, select: subjectFields })
  if (subject) await failInstance(tx, agent.acting, subject, why)
}
