import type { Tx } from '../db/client.ts'
import type { Prisma } from '../db/generated/client.ts'
import { notifyChange } from '../live/notify.ts'
import { sourcesOf } from './states.ts'

type RunRef = { tenantId: string; id: string }

/** queued|running → running as the next attempt. Returns its number, or undefined when the run has ended. */
export async function claimRun(tx: Tx, ref: RunRef, artifactDigest: string): Promise<number | undefined> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: { in: sourcesOf('running') } },
    data: { status: 'running', attempt: { increment: 1 }, startedAt: new Date(), artifactDigest },
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
