import { type db, type Tx, unsafeTx } from '../db/client.ts'
import { type ReplayOutcome, replayOutcomes } from './schema.ts'

export type ItemCounts = Record<ReplayOutcome, number>

/** How many tokens of a replay stand how; they add up to all of them. */
export async function countItems(
  tx: Tx | typeof db,
  { tenantId, replayId }: { tenantId: string; replayId: string },
): Promise<ItemCounts> {
  const rows = await unsafeTx(tx as Tx).$queryRaw<{ status: ReplayOutcome; count: number }[]>`
    select i.status::text as status, count(*)::int as count from "ReplayItem" i
    where i."tenantId" = ${tenantId} and i."replayId" = ${replayId} group by i.status`
  const none = Object.fromEntries(replayOutcomes.map((outcome) => [outcome, 0])) as ItemCounts
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) }
}

/** Tokens for which a run was asked: begun, ended, or denied at its gate. Pure. */
export function asked({ started, succeeded, failed, cancelled, denied }: ItemCounts): number {
  return started + succeeded + failed + cancelled + denied
}
