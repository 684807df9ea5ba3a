import { unsafeDb } from '../db/client.ts'

const HOUR_MS = 3600_000
export const HOURS = 24

export type HourOutcome = { at: Date; succeeded: number; failed: number; denied: number; cancelled: number }

/** How runs ended in each of the last 24 hours, the oldest first; hours in which none did are there with zeros. */
export async function outcomesByHour(tenantId: string, now: Date): Promise<HourOutcome[]> {
  const last = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  const first = new Date(last - (HOURS - 1) * HOUR_MS)
  const rows = await unsafeDb.$queryRaw<HourOutcome[]>`
    select date_bin('1 hour', at, '2000-01-01T00:00:00Z') as at, sum(succeeded)::int as succeeded,
      sum(failed)::int as failed, sum(denied)::int as denied, sum(cancelled)::int as cancelled
    from "RunPulse" where "tenantId" = ${tenantId} and at >= ${first} group by 1`
  return Array.from({ length: HOURS }, (_, i) => {
    const at = new Date(first.getTime() + i * HOUR_MS)
    const row = rows.find((one) => one.at.getTime() === at.getTime())
    return row ?? { at, succeeded: 0, failed: 0, denied: 0, cancelled: 0 }
  })
}
