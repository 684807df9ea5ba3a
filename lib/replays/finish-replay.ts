import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { countItems } from './count-items.ts'
import { nameOf, type ReplayRow } from './lock-replay.ts'
import { tellRequester } from './tell-requester.ts'

/**
 * Reconciles a replay once no token of it can change any more: its counts, which add up to its list, and the digest of
 * every token's outcome go into the evidence. Its row is locked by the caller. False while a token is open.
 */
export async function finishReplay(tx: Tx, actor: Actor, replay: ReplayRow, at: Date): Promise<boolean> {
  const { tenantId, id, itemCount } = replay
  const counts = await countItems(tx, { tenantId, replayId: id })
  if (counts.waiting || counts.started) return false
  const outcomes = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
  const sum = Object.values(outcomes).reduce((total, count) => total + count, 0)
  if (sum !== itemCount) throw new Error(`replay ${id} has ${itemCount} tokens and ${sum} outcomes`)
  const reportDigest = await digestOfReport(tx, { tenantId, replayId: id })
  const status = replay.status === 'stopped' ? 'stopped' : 'finished'
  const { count } = await tx.replay.updateMany({
    where: { tenantId, id, status: replay.status, finishedAt: null },
    data: { status, finishedAt: at, reportDigest },
  })
  if (!count) return false
  const result = counts.failed || counts.denied || counts.refused ? 'failed' : 'succeeded'
  const said = { ...nameOf(replay), outcomes, reportDigest }
  await appendEvidence(tx, { kind: 'replay.finished', actor, result, ...said })
  await tellRequester(tx, replay, `is reconciled: ${counts.succeeded} succeeded, ${counts.failed} failed.`)
  await notifyChange(tx, id)
  return true
}

/** sha256 over the report: each token's place, outcome and run, in the order of the list. */
export async function digestOfReport(
  tx: Tx,
  { tenantId, replayId }: { tenantId: string; replayId: string },
): Promise<string> {
  const [row] = await unsafeTx(tx).$queryRaw<{ digest: string }[]>`
    select 'sha256:' || encode(sha256(convert_to(coalesce(string_agg(
      i.seq || ' ' || i.token || ' ' || i.status::text || ' ' || coalesce(i."runId", '-'), E'\n' order by i.seq), ''),
      'UTF8')), 'hex') as digest
    from "ReplayItem" i where i."tenantId" = ${tenantId} and i."replayId" = ${replayId}`
  if (!row) throw new Error('an aggregate has one row')
  return row.digest
}
