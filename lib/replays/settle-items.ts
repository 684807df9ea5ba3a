import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { ReplayRow } from './lock-replay.ts'
import { outcomeNow, withNewest } from './outcome-now.ts'

/** Tokens that are looked at before their turn, so that those that need no run do not wait for the throttle. */
const WINDOW = 500

/**
 * Gives the tokens whose run is over their outcome. A failure that failed again is superseded by the newer one, so that
 * the ledger holds each token once. Read from the runs themselves: whoever ended them, and whichever worker died.
 * Returns how many there were.
 */
export async function settleEnded(tx: Tx, actor: Actor, { tenantId, id }: ReplayRow): Promise<number> {
  const ended = await unsafeTx(tx).$queryRaw<{ status: string; deadLetterId: string; runId: string }[]>`
    update "ReplayItem" i set status = r.status::text::"ReplayItemStatus", reason = left(r.reason, 500),
      "endedAt" = coalesce(r."finishedAt", clock_timestamp())
    from "Run" r
    where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.status = 'started'
      and r."tenantId" = i."tenantId" and r.id = i."runId" and r.status in ('succeeded', 'failed', 'cancelled', 'denied')
    returning i.status::text as status, i."deadLetterId", i."runId"`
  const failed = ended.filter(({ status }) => status === 'failed')
  if (failed.length) await supersede(tx, actor, failed)
  return ended.length
}

async function supersede(
  tx: Tx,
  actor: Actor,
  failed: readonly { deadLetterId: string; runId: string }[],
): Promise<void> {
  const { tenantId } = actor
  const reason = 'Replayed, and failed again: the newer failure stands for it.'
  const closed = await unsafeTx(tx).$queryRaw<{ id: string }[]>`
    update "DeadLetter" d set status = 'superseded', resolution = ${reason}, "resolvedAt" = now(),
      "resolvedById" = ${actor.userId}, "resolvedByRunId" = f."runId"
    from unnest(${failed.map(({ deadLetterId }) => deadLetterId)}::text[], ${failed.map(({ runId }) => runId)}::text[])
      f(id, "runId")
    where d."tenantId" = ${tenantId} and d.id = f.id and d.status = 'open'
      and exists (select 1 from "DeadLetter" n where n."tenantId" = d."tenantId" and n."runId" = f."runId")
    returning d.id`
  const deadLetters = closed.map(({ id }) => id).sort()
  if (!deadLetters.length) return
  await appendEvidence(tx, {
    kind: 'dead_letter.resolved',
    actor,
    result: 'info',
    as: 'superseded',
    reason,
    deadLetters,
  })
}

/** Gives the next tokens that need no run their outcome, without using up any of the throttle. Returns how many. */
export async function settleUnneeded(tx: Tx, { tenantId, id }: ReplayRow, at: Date): Promise<number> {
  return unsafeTx(tx).$executeRaw`
    with next as (
      select i.seq, ${outcomeNow(at)} as outcome
      from (
        select * from "ReplayItem" i
        where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.status = 'waiting'
        order by i.seq limit ${WINDOW}
      ) i
      join "DeadLetter" d on d."tenantId" = i."tenantId" and d.id = i."deadLetterId"
      ${withNewest}
    )
    update "ReplayItem" i set status = next.outcome::"ReplayItemStatus", "endedAt" = ${at}::timestamptz
    from next
    where i."tenantId" = ${tenantId} and i."replayId" = ${id} and i.seq = next.seq and i.status = 'waiting'
      and next.outcome is not null`
}
