import { Prisma, type Tx, unsafeTx } from '../../db/client.ts'
import type { RunnerClassName } from '../../manifests/classes.ts'

const BEAT_MS = 5 * 60_000

/** The start of the five minutes that an instant lies in. Pure. */
export const beatOf = (at: Date): Date => new Date(Math.floor(at.getTime() / BEAT_MS) * BEAT_MS)

const counted = ['succeeded', 'failed', 'denied', 'cancelled'] as const
type Ended = {
  tenantId: string
  runnerId: string
  runnerClass: RunnerClassName
  environmentId: string
  status: string
}

/**
 * Counts runs that ended, in the transaction that ends them: one statement for all of them. Rows are taken in the order
 * of their keys, so that two transactions never wait for each other in a circle.
 */
export async function recordPulse(tx: Tx, ended: readonly Ended[], now = new Date()): Promise<void> {
  const rows = new Map<string, Ended & Record<(typeof counted)[number], number>>()
  for (const run of ended) {
    const status = counted.find((name) => name === run.status)
    if (!status) continue
    const key = `${run.tenantId} ${run.runnerId}`
    const row = rows.get(key) ?? { ...run, succeeded: 0, failed: 0, denied: 0, cancelled: 0 }
    row[status] += 1
    rows.set(key, row)
  }
  if (!rows.size) return
  const at = beatOf(now)
  const values = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([, row]) =>
        Prisma.sql`(${row.tenantId}, ${at}, ${row.runnerId}, ${row.runnerClass}::"RunnerClass", ${row.environmentId},
        ${row.succeeded}, ${row.failed}, ${row.denied}, ${row.cancelled})`,
    )
  await unsafeTx(tx).$executeRaw`
    insert into "RunPulse" as held ("tenantId", at, "runnerId", "runnerClass", "environmentId", succeeded, failed, denied,
      cancelled)
    values ${Prisma.join(values)}
    on conflict ("tenantId", at, "runnerId") do update set succeeded = held.succeeded + excluded.succeeded,
      failed = held.failed + excluded.failed, denied = held.denied + excluded.denied,
      cancelled = held.cancelled + excluded.cancelled`
}
