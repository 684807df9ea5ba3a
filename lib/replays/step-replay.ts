import type { Actor } from '../auth/actor.ts'
import { systemActorOf } from '../auth/system-actor-of.ts'
import { db, type Tx, transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { notifyChange } from '../live/notify.ts'
import { verifiedDigest } from '../runs/gate-run.ts'
import { beginReplay } from './begin-replay.ts'
import { asked, countItems, type ItemCounts } from './count-items.ts'
import { finishReplay } from './finish-replay.ts'
import { holdReplay } from './hold-replay.ts'
import { judgeCanary } from './judge-canary.ts'
import { type ReplayRow, takeReplay } from './lock-replay.ts'
import { settleEnded, settleUnneeded } from './settle-items.ts'
import { dueItems, startItems, type Verified } from './start-items.ts'
import { begins } from './states.ts'

/** Runs asked for in one transaction: few enough that a stop or a pause waits for no more than them. */
const BATCH = 100
/** So many denials on end say that more would only be more of them. */
const DENIALS_ON_END = 20

type Ref = { tenantId: string; id: string }

/**
 * Moves one replay on by one step, in one transaction: what has ended is settled, and as many tokens begin as canary
 * and throttle let. Any number of workers may call it; the row's lock lets one in at a time. Returns whether another
 * step could do more at once.
 */
export async function stepReplay({ tenantId, id }: Ref): Promise<boolean> {
  const actor = await systemActorOf(tenantId, 'worker')
  const verified = await verifyNext(actor, id)
  return transaction(
    async (tx) => {
      const replay = await takeReplay(tx, { tenantId, id })
      if (!replay) return false
      const at = await instantOf(tx)
      const ended = await settleEnded(tx, actor, replay)
      if (replay.status === 'ready') return beginReplay(tx, actor, replay, at)
      if (!begins(replay.status)) {
        if (ended) await notifyChange(tx, id)
        if (replay.status === 'stopped') await finishReplay(tx, actor, replay, at)
        return false
      }
      const unneeded = await settleUnneeded(tx, replay, at)
      const begun = await beginDue(tx, actor, replay, verified, at)
      if (ended + unneeded + begun.moved) await notifyChange(tx, id)
      if (await finishReplay(tx, actor, replay, at)) return false
      return begun.more || unneeded > 0
    },
    { timeoutMs: 60_000 },
  )
}

/** The database's clock, once the row is ours: what the throttle measures by, whichever worker steps. */
async function instantOf(tx: Tx): Promise<Date> {
  const [row] = await unsafeTx(tx).$queryRaw<{ at: Date }[]>`select date_trunc('milliseconds', clock_timestamp()) as at`
  if (!row) throw new Error('the database has no clock')
  return row.at
}

/** Lets as many tokens begin as may now. */
async function beginDue(
  tx: Tx,
  actor: Actor,
  replay: ReplayRow,
  verified: Verified,
  at: Date,
): Promise<{ moved: number; more: boolean }> {
  const counts = await countItems(tx, { tenantId: replay.tenantId, replayId: replay.id })
  const allowed = await allowedByCanary(tx, actor, replay, counts)
  const free = await freeByThrottle(tx, replay, at)
  const most = Math.min(allowed, free, BATCH)
  const due = most > 0 ? await dueItems(tx, replay, verified, most) : []
  if (due.length) await startItems(tx, actor, replay, due, verified, at)
  if (due.length && replay.status === 'running') await holdIfDenied(tx, actor, replay)
  return { moved: due.length, more: due.length === BATCH && free > BATCH }
}

/** How many tokens canary lets begin; it passes, or is held, here. */
async function allowedByCanary(tx: Tx, actor: Actor, replay: ReplayRow, counts: ItemCounts): Promise<number> {
  const { tenantId, id, canarySize: size, canaryPass: pass } = replay
  if (replay.canaryDone) return counts.waiting
  const { waiting, started, succeeded } = counts
  const said = judgeCanary({ size, pass, begun: asked(counts), open: started, succeeded, waiting })
  if (said.verdict === 'begin') return said.more
  if (said.verdict === 'wait') return 0
  if (said.verdict === 'held') {
    // Nothing is left to hold back: then it is over.
    if (waiting) await holdReplay(tx, actor, replay, said.reason)
    return 0
  }
  await tx.replay.updateMany({
    where: { tenantId, id, status: 'canary' },
    data: { status: 'running', canaryDone: true },
  })
  replay.status = 'running'
  replay.canaryDone = true
  return waiting
}

/** How many more may begin in the second that ends at `at`. */
async function freeByThrottle(tx: Tx, { tenantId, id, ratePerSecond }: ReplayRow, at: Date): Promise<number> {
  const since = new Date(at.getTime() - 1000)
  const recent = await tx.replayItem.count({ where: { tenantId, replayId: id, startedAt: { gt: since } } })
  return Math.max(0, ratePerSecond - recent)
}

/** Pauses a replay that a gate denies over and over: a budget that is used up would only use up the list. */
async function holdIfDenied(tx: Tx, actor: Actor, replay: ReplayRow): Promise<void> {
  const { tenantId, id } = replay
  const last = await tx.replayItem.findMany({
    where: { tenantId, replayId: id, startedAt: { not: null } },
    select: { status: true, reason: true },
    orderBy: [{ startedAt: 'desc' }, { seq: 'desc' }],
    take: DENIALS_ON_END,
  })
  if (last.length < DENIALS_ON_END || last.some(({ status }) => status !== 'denied')) return
  await holdReplay(tx, actor, replay, `The last ${DENIALS_ON_END} were denied: ${last[0]?.reason ?? 'policy'}`)
}

/**
 * Which runners of the next tokens have artifacts whose signatures verify now. Asked before the transaction, which would
 * otherwise hold one connection while waiting for another.
 */
async function verifyNext(actor: Actor, id: string): Promise<Verified> {
  const { tenantId } = actor
  const replay = await db.replay.findFirst({ where: { tenantId, id }, select: { status: true } })
  if (!replay || !begins(replay.status)) return new Map()
  const next = await db.replayItem.findMany({
    where: { tenantId, replayId: id, status: 'waiting' },
    select: { runnerId: true },
    orderBy: { seq: 'asc' },
    take: BATCH,
  })
  const runnerIds = [...new Set(next.map(({ runnerId }) => runnerId))]
  return new Map(await Promise.all(runnerIds.map(async (one) => [one, await verifiedDigest(actor, one)] as const)))
}

/** Replays of every tenant that a worker has something to do for, the oldest first. */
export function openReplays(): Promise<Ref[]> {
  // Driving is the platform's own work, for whichever tenant asked.
  return unsafeDb.$queryRaw<Ref[]>`
    select p."tenantId", p.id from "Replay" p
    where p."finishedAt" is null and p.status <> 'waiting_approval'
      and (p.status <> 'paused' or exists (
        select 1 from "ReplayItem" i where i."tenantId" = p."tenantId" and i."replayId" = p.id and i.status = 'started'
      ))
    order by p.id limit 200`
}
