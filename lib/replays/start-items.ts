import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { readInput } from '../runs/run-input.ts'
import { startRunIn } from '../runs/start-run.ts'
import type { ReplayRow } from './lock-replay.ts'
import type { ReplayOutcome } from './schema.ts'

/** A token whose turn has come. */
export type DueItem = {
  seq: number
  runnerId: string
  token: string
  /** The newest run of the token: what a replay repeats. */
  newestId: string
  correlationId: string | null
}

/** The digests of runners that verified a moment ago; a runner that is not in it was not asked about. */
export type Verified = ReadonlyMap<string, string | undefined>

/**
 * The next tokens that wait, in their order, of runners that have been verified. Their newest runs are locked: of two
 * replays with the same token one takes it, and the other finds it taken when it looks again.
 */
export async function dueItems(
  tx: Tx,
  { tenantId, id }: ReplayRow,
  verified: Verified,
  most: number,
): Promise<DueItem[]> {
  const due = await unsafeTx(tx).$queryRaw<DueItem[]>`
    select i.seq, i."runnerId", i.token, newest.id as "newestId", newest."correlationId"
    from "ReplayItem" i
    join "Run" newest on newest."tenantId" = i."tenantId" and newest."runnerId" = i."runnerId"
      and newest.token = i.token and newest."replayedById" is null
    where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.status = 'waiting'
    order by i.seq limit ${most} for update of newest skip locked`
  // One whose runner has not been verified keeps its place: the next step asks about it.
  const unknown = due.findIndex(({ runnerId }) => !verified.has(runnerId))
  return unknown < 0 ? due : due.slice(0, unknown)
}

/**
 * Asks for the run of one token and writes down what came of it, in one transaction with the run itself: a worker that
 * dies between the two leaves neither. The run's own gate decides.
 */
export async function startItem(
  tx: Tx,
  actor: Actor,
  replay: ReplayRow,
  item: DueItem,
  verified: Verified,
  at: Date,
): Promise<ReplayOutcome> {
  const { tenantId } = replay
  const { runnerId, token, newestId, correlationId } = item
  const newest = await tx.run.findFirst({ where: { tenantId, id: newestId }, select: { input: true } })
  const outcome = await startRunIn(
    tx,
    actor,
    {
      ...{ runnerId, token, replayOf: newestId, verified: verified.get(runnerId) },
      origin: 'replay',
      correlationId: correlationId ?? undefined,
    },
    readInput(newest?.input ?? null),
  ).catch((error: unknown) => {
    // A refusal of its own; what the database throws has undone the transaction already.
    if (error instanceof BareCountError) return { error }
    throw error
  })
  if ('error' in outcome) return note(tx, replay, item, { status: 'refused', reason: outcome.error.message, at })
  if ('refusal' in outcome) {
    const run = await tx.run.findFirst({
      where: { tenantId, runnerId, token, replayedById: null, status: 'denied' },
      select: { id: true },
    })
    const reason = outcome.refusal.message
    return note(tx, replay, item, { status: 'denied', reason, runId: run?.id ?? null, at })
  }
  if (outcome.created) return note(tx, replay, item, { status: 'started', runId: outcome.id, at })
  const status = outcome.status === 'succeeded' ? 'already_done' : 'in_flight'
  return note(tx, replay, item, { status, at })
}

type Note = { status: ReplayOutcome; reason?: string; runId?: string | null; at: Date }

/** waiting → what came of it. */
async function note(
  tx: Tx,
  { tenantId, id }: ReplayRow,
  { seq }: DueItem,
  { status, reason, runId, at }: Note,
): Promise<ReplayOutcome> {
  const asked = status === 'started' || status === 'denied'
  const { count } = await tx.replayItem.updateMany({
    where: { tenantId, replayId: id, seq, status: 'waiting' },
    data: {
      ...{ status, reason: reason?.slice(0, 500) ?? null, runId: runId ?? null },
      startedAt: asked ? at : null,
      endedAt: status === 'started' ? null : at,
    },
  })
  // The replay's row is locked and the token waited a moment ago; anything else must not commit a run nobody counts.
  if (!count) throw new Error(`item ${seq} of ${id} did not wait any more`)
  return status
}
