import type { Tx } from '../db/client.ts'
import type { Prisma } from '../db/generated/client.ts'
import { notifyChange } from '../live/notify.ts'
import { sourcesOf } from './states.ts'

type RunRef = { tenantId: string; id: string }

/** Who holds a fetched run, and until when nobody else may take it. */
export type Lease = { agentId: string; until: Date }

/**
 * queued|running → running as the next attempt. Returns its number, or undefined when the run has ended. With a lease
 * only a queued one is taken: one that runs is another agent's.
 */
export async function claimRun(
  tx: Tx,
  ref: RunRef,
  artifactDigest: string,
  lease?: Lease,
): Promise<number | undefined> {
  const held = lease ? { leaseAgentId: lease.agentId, leaseUntil: lease.until } : {}
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: lease ? 'queued' : { in: sourcesOf('running') } },
    data: { status: 'running', attempt: { increment: 1 }, startedAt: new Date(), artifactDigest, ...held },
  })
  if (!count) return undefined
  await notifyChange(tx, ref.id)
  const row = await tx.run.findFirst({ where: ref, select: { attempt: true } })
  return row?.attempt
}

/** How a run ended, as its row keeps it. */
export type RunEnd = Pick<
  Prisma.RunUpdateManyMutationInput,
  | 'cause'
  | 'reason'
  | 'result'
  | 'coldStart'
  | 'initMs'
  | 'durationMs'
  | 'maxMemoryMib'
  | 'costMicros'
  | 'logDigest'
  | 'isolation'
  | 'outputFiles'
  | 'metrics'
> & { status: 'succeeded' | 'failed' | 'cancelled' }

/** running → an end, by the attempt that holds the run and no other. False when it was not that attempt's any more. */
export async function endRun(tx: Tx, ref: RunRef, attempt: number, end: RunEnd): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'running', attempt },
    data: { ...end, finishedAt: new Date() },
  })
  if (count) await notifyChange(tx, ref.id)
  return count === 1
}

/** running → queued: the agent that held it is silent or gave it up. It may still finish, unless another claims it first. */
export async function handBackRun(tx: Tx, ref: RunRef, attempt: number, agentId: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'running', attempt, leaseAgentId: agentId },
    data: { status: 'queued', leaseUntil: null },
  })
  if (count) await notifyChange(tx, ref.id)
  return count === 1
}

/** queued → running as the attempt it was: the agent that held it is back before anybody else took it. */
export async function resumeRun(tx: Tx, ref: RunRef, attempt: number, lease: Lease): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'queued', attempt, leaseAgentId: lease.agentId },
    data: { status: 'running', leaseUntil: lease.until },
  })
  if (count) await notifyChange(tx, ref.id)
  return count === 1
}

/** Nobody took it: queued → failed. */
export async function giveUpRun(tx: Tx, ref: RunRef, reason: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'queued' },
    data: { status: 'failed', cause: 'platform', reason, finishedAt: new Date() },
  })
  if (count) await notifyChange(tx, ref.id)
  return count === 1
}
