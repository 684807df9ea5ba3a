import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { readInput } from '../runs/run-input.ts'
import { type Started, startRunsIn } from '../runs/start-runs.ts'
import type { ReplayRow } from './lock-replay.ts'
import type { ReplayOutcome } from './schema.ts'

/** Inputs that are in hand at once: few large ones, many small ones. */
const MAX_BYTES_AT_ONCE = 32 * 1024 * 1024

/** A token whose turn has come. */
export type DueItem = {
  seq: number
  runnerId: string
  token: string
  /** The newest run of the token: what a replay repeats. */
  newestId: string
  correlationId: string | null
  inputBytes: number
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
  const next = await unsafeTx(tx).$queryRaw<DueItem[]>`
    select i.seq, i."runnerId", i.token, newest.id as "newestId", newest."correlationId", d."inputBytes"
    from "ReplayItem" i
    join "DeadLetter" d on d."tenantId" = i."tenantId" and d.id = i."deadLetterId"
    join "Run" newest on newest."tenantId" = i."tenantId" and newest."runnerId" = i."runnerId"
      and newest.token = i.token and newest."replayedById" is null
    where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.status = 'waiting'
    order by i.seq limit ${most} for update of newest skip locked`
  const due: DueItem[] = []
  let bytes = 0
  for (const item of next) {
    bytes += item.inputBytes
    // The rest keeps its place: the next step asks about its runner, or has room for its input.
    if (!verified.has(item.runnerId) || (due.length && bytes > MAX_BYTES_AT_ONCE)) break
    due.push(item)
  }
  return due
}

/**
 * Asks for the runs of these tokens and writes down what came of each, in one transaction with the runs themselves: a
 * worker that dies in between leaves neither. One gate for those of a runner, as everybody who starts many has it.
 */
export async function startItems(
  tx: Tx,
  actor: Actor,
  replay: ReplayRow,
  due: readonly DueItem[],
  verified: Verified,
  at: Date,
): Promise<void> {
  const { tenantId } = replay
  const together = Map.groupBy(due, ({ runnerId, correlationId }) => JSON.stringify([runnerId, correlationId]))
  for (const items of together.values()) {
    const [{ runnerId, correlationId }] = items as [DueItem]
    const inputs = new Map(
      (
        await tx.run.findMany({
          where: { tenantId, id: { in: items.map(({ newestId }) => newestId) } },
          select: { id: true, input: true },
        })
      ).map(({ id, input }) => [id, input]),
    )
    const started = await startRunsIn(
      tx,
      actor,
      {
        runnerId,
        origin: 'replay',
        correlationId: correlationId ?? undefined,
        verified: verified.get(runnerId),
      },
      items.map(({ token, newestId }) => ({
        token,
        input: readInput(inputs.get(newestId) ?? null),
        replayOf: newestId,
      })),
    )
    const notes = started.map((one, index) => ({ seq: items[index]?.seq, ...outcomeOf(one) }))
    await note(tx, replay, notes, at)
  }
}

type Note = { status: ReplayOutcome; runId: string | null; reason: string | null }

/** What became of a token whose run was asked for. Pure. */
function outcomeOf(started: Started): Note {
  if ('refusal' in started) {
    const { code, message } = started.refusal
    // The cut may go through a pair of surrogates, and half of one is no JSON that could be kept.
    const reason = message.slice(0, 500).toWellFormed()
    return { status: code === 'policy_denied' ? 'denied' : 'refused', runId: null, reason }
  }
  if (started.created) return { status: 'started', runId: started.id, reason: null }
  return { status: started.status === 'succeeded' ? 'already_done' : 'in_flight', runId: null, reason: null }
}

/** waiting → what came of each. A denied one names its run: the row is there, with the gate's reasons. */
async function note(
  tx: Tx,
  { tenantId, id }: ReplayRow,
  notes: readonly (Note & { seq: number | undefined })[],
  at: Date,
): Promise<void> {
  const count = await unsafeTx(tx).$executeRaw`
    update "ReplayItem" i set status = n.status::"ReplayItemStatus", reason = n.reason,
      "runId" = case when n.status = 'denied' then (
        select r.id from "Run" r where r."tenantId" = i."tenantId" and r."runnerId" = i."runnerId" and r.token = i.token
          and r."replayedById" is null and r.status = 'denied'
      ) else n."runId" end,
      "startedAt" = case when n.status in ('started', 'denied') then ${at}::timestamptz end,
      "endedAt" = case when n.status <> 'started' then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as n(seq int, status text, reason text, "runId" text)
    where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.seq = n.seq and i.status = 'waiting'`
  // The replay's row is locked and they waited a moment ago; anything else must not commit runs that nobody counts.
  if (count !== notes.length) throw new Error(`of ${notes.length} tokens of ${id} only ${count} still waited`)
}
