import { db, unsafeDb } from '../../db/client.ts'
import { openReplays, stepReplay } from '../step-replay.ts'

type Ref = { tenantId: string; id: string }

/** How runs end, for tests of what comes after: the rows as whoever carries runs out leaves them. */
export async function endRuns(
  { tenantId }: { tenantId: string },
  status: 'succeeded' | 'failed' | 'cancelled',
  which: { token?: string } = {},
): Promise<number> {
  const where = { tenantId, status: { in: ['queued' as const, 'running' as const] }, ...which }
  const { count } = await unsafeDb.run.updateMany({
    where,
    data: { status, finishedAt: new Date(), ...(status === 'failed' ? { cause: 'user_error', reason: 'again' } : {}) },
  })
  return count
}

/** Steps one replay until a step moves nothing, ending what it began in between. Returns the statuses it went through. */
export async function driveToEnd(
  ref: Ref,
  end: () => Promise<unknown> = () => endRuns(ref, 'succeeded'),
  most = 1000,
): Promise<string[]> {
  const seen: string[] = []
  for (let step = 0; step < most; step++) {
    const before = await stateOf(ref)
    await stepReplay(ref)
    await end()
    const after = await stateOf(ref)
    if (after.status !== seen.at(-1)) seen.push(after.status)
    if (after.finishedAt || after.status === 'paused') return seen
    if (JSON.stringify(before) === JSON.stringify(after)) await forgetThrottle(ref)
  }
  throw new Error(`not over after ${most} steps: ${seen.join(', ')}`)
}

/** Moves what began into the past, so that the throttle lets more begin without anybody waiting. */
export async function forgetThrottle({ tenantId, id }: Ref): Promise<void> {
  await unsafeDb.$executeRaw`
    update "ReplayItem" set "startedAt" = "startedAt" - interval '2 seconds'
    where "tenantId" = ${tenantId} and "replayId" = ${id} and "startedAt" > clock_timestamp() - interval '2 seconds'`
}

export async function stateOf({ tenantId, id }: Ref) {
  const replay = await db.replay.findFirst({
    where: { tenantId, id },
    select: { status: true, statusReason: true, finishedAt: true, canaryDone: true },
  })
  if (!replay) throw new Error('no such replay')
  const rows = await unsafeDb.replayItem.groupBy({
    by: ['status'],
    where: { tenantId, replayId: id },
    _count: true,
    orderBy: { status: 'asc' },
  })
  return { ...replay, counts: Object.fromEntries(rows.map(({ status, _count }) => [status, _count])) }
}

export const isOpen = async ({ id }: Ref) => (await openReplays()).some((one) => one.id === id)
