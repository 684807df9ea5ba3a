import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { leastIdAt } from '../ids.ts'
import type { DeadLetterStatusName } from './dead-letter-words.ts'

/** Days whose failures the ledger adds up. What is open counts however old it is. */
export const LEDGER_DAYS = 30
const DAY_MS = 24 * 3600_000

export type Ledger = {
  /** What nobody has addressed yet: the figure that is to come down to zero. */
  open: number
  oldestOpenAt: Date | null
  /** Of the failures of the last `days` days, how each stands now. */
  recent: Record<DeadLetterStatusName, number>
  days: number
}

/** The failure ledger of the tenant: every failed run ends replayed, superseded or waived; this is how many have not. */
export async function readLedger(actor: Actor, now = new Date()): Promise<Ledger> {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const since = leastIdAt('deadLetter', new Date(now.getTime() - LEDGER_DAYS * DAY_MS))
  const [open, recent] = await Promise.all([
    unsafeDb.$queryRaw<{ open: bigint; oldest: Date | null }[]>`
      select count(*) as open,
        (select d."createdAt" from "DeadLetter" d where d."tenantId" = ${tenantId} and d.status = 'open'
          order by d.id limit 1) as oldest
      from "DeadLetter" d where d."tenantId" = ${tenantId} and d.status = 'open'`,
    unsafeDb.$queryRaw<{ status: DeadLetterStatusName; count: bigint }[]>`
      select s.status::text as status, n.count
      from unnest(enum_range(null::"DeadLetterStatus")) s(status)
      cross join lateral (
        select count(*) as count from "DeadLetter" d
        where d."tenantId" = ${tenantId} and d.status = s.status and d.id >= ${since}
      ) n`,
  ])
  return {
    open: Number(open[0]?.open ?? 0),
    oldestOpenAt: open[0]?.oldest ?? null,
    recent: Object.fromEntries(recent.map(({ status, count }) => [status, Number(count)])) as Ledger['recent'],
    days: LEDGER_DAYS,
  }
}
