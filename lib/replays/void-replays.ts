import { closeOpenRequests } from '../approvals/close-open-requests.ts'
import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { notifyChange } from '../live/notify.ts'
import { closeReplay } from './close-replay.ts'
import { lockReplay, type ReplayRow } from './lock-replay.ts'
import { tellRequester } from './tell-requester.ts'

const CHANGED = 'A failure on the list was settled by other means, so the list is not the one that was asked about.'

/**
 * Voids the mass replays that have not begun and whose list these dead letters are on, in the transaction that settled
 * the letters: an approval holds for the exact list.
 */
export async function voidChangedReplays(tx: Tx, actor: Actor, letterIds: readonly string[]): Promise<void> {
  if (!letterIds.length) return
  const { tenantId } = actor
  const waiting = await unsafeTx(tx).$queryRaw<{ id: string }[]>`
    select p.id from "Replay" p
    where p."tenantId" = ${tenantId} and p.status in ('waiting_approval', 'ready') and p.mass
      and exists (
        select 1 from "ReplayItem" i
        where i."tenantId" = p."tenantId" and i."replayId" = p.id and i."deadLetterId" = any(${letterIds}::text[])
      )
    order by p.id`
  for (const { id } of waiting) {
    const replay = await lockReplay(tx, { tenantId, id })
    if (replay?.status === 'waiting_approval' || replay?.status === 'ready') await voidReplay(tx, actor, replay)
  }
}

/** Ends a mass replay whose list has changed, and what was asked or approved about it. Its row is locked by the caller. */
export async function voidReplay(tx: Tx, actor: Actor, replay: ReplayRow, reason = CHANGED): Promise<void> {
  await closeOpenRequests(tx, actor, { kind: 'mass_replay', subjectId: replay.id }, 'voided', reason)
  await closeReplay(tx, actor, replay, 'voided', reason)
  await tellRequester(tx, replay, `was voided. ${reason}`)
  await notifyChange(tx, replay.id)
}
