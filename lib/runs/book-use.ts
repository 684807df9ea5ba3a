import { type Tx, unsafeTx } from '../db/client.ts'
import type { RunnerClass, RunnerSizeName } from '../db/generated/enums.ts'
import { dayOf } from '../usage/months.ts'
import type { Use } from './ask-of-run.ts'

/** Where in a tenant's month a run counts. */
export type UsageSlot = { tenantId: string; month: string; runnerClass: RunnerClass; environmentId: string }

/** What changes there: use that was booked, and what was set aside or is free again. */
export type UsageMove = UsageSlot & { used?: Use; reserved?: Use }

const nothing: Use = { ms: 0, micros: 0 }
const keyOf = ({ tenantId, month, runnerClass, environmentId }: UsageSlot) =>
  [tenantId, month, runnerClass, environmentId].join(' ')

/**
 * Moves the counters that gates read, one row a slot however many runs: always in the same order, so that transactions
 * that move several never wait for each other in a ring.
 */
export async function moveUsage(tx: Tx, moves: readonly UsageMove[]): Promise<void> {
  const slots = new Map<string, Required<UsageMove>>()
  for (const move of moves) {
    const { used = nothing, reserved = nothing } = move
    const sum = slots.get(keyOf(move)) ?? { ...move, used: nothing, reserved: nothing }
    slots.set(keyOf(move), { ...sum, used: plus(sum.used, used), reserved: plus(sum.reserved, reserved) })
  }
  for (const key of [...slots.keys()].sort()) {
    const { tenantId, month, runnerClass, environmentId, used, reserved } = slots.get(key) as Required<UsageMove>
    await unsafeTx(tx).$executeRaw`
      insert into "UsageMonth" as u ("tenantId", month, "runnerClass", "environmentId", "usedMs", "costMicros",
        "reservedMs", "reservedMicros")
      values (${tenantId}, ${month}, ${runnerClass}::"RunnerClass", ${environmentId}, ${used.ms}::bigint,
        ${used.micros}::bigint, ${reserved.ms}::bigint, ${reserved.micros}::bigint)
      on conflict ("tenantId", month, "runnerClass", "environmentId") do update set
        "usedMs" = u."usedMs" + excluded."usedMs", "costMicros" = u."costMicros" + excluded."costMicros",
        "reservedMs" = u."reservedMs" + excluded."reservedMs",
        "reservedMicros" = u."reservedMicros" + excluded."reservedMicros"`
  }
}

/** Attempts that ended, and, once for each run that is over, how it ended. */
export type DayMove = {
  tenantId: string
  runnerId: string
  runnerClass: RunnerClass
  size: RunnerSizeName
  environmentId: string
  pipeline: string
  at: Date
  ended?: 'succeeded' | 'failed' | 'denied' | 'cancelled' | undefined
  attempts: number
  use: Use
  peakMemoryMib: number
}

/** Moves a runner's figures of the day on. */
export async function moveDays(tx: Tx, moves: readonly DayMove[]): Promise<void> {
  if (!moves.length) return
  // Summed here, since one statement may touch a row once only; in order, as above.
  const days = new Map<string, DayRow>()
  for (const move of moves) {
    const { use, at, ended, attempts, peakMemoryMib, ...where } = move
    const day = dayOf(at).toISOString()
    const key = [where.tenantId, day, where.runnerId, where.runnerClass, where.size, where.pipeline].join(' ')
    const row = days.get(key) ?? { ...where, day, ...zeros }
    if (ended) row[ended]++
    row.attempts += attempts
    row.usedMs += use.ms
    row.costMicros += use.micros
    row.peakMemoryMib = Math.max(row.peakMemoryMib, peakMemoryMib)
    days.set(key, row)
  }
  const rows = [...days.keys()].sort().map((key) => days.get(key))
  await unsafeTx(tx).$executeRaw`
    insert into "UsageDay" as d ("tenantId", day, "runnerId", "runnerClass", size, "environmentId", pipeline, succeeded,
      failed, denied, cancelled, attempts, "usedMs", "costMicros", "peakMemoryMib")
    select "tenantId", day::date, "runnerId", "runnerClass"::"RunnerClass", size::"RunnerSizeName", "environmentId",
      pipeline, succeeded, failed, denied, cancelled, attempts, "usedMs", "costMicros", "peakMemoryMib"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("tenantId" text, day text, "runnerId" text,
      "runnerClass" text, size text, "environmentId" text, pipeline text, succeeded int, failed int, denied int,
      cancelled int, attempts int, "usedMs" bigint, "costMicros" bigint, "peakMemoryMib" int)
    on conflict ("tenantId", day, "runnerId", "runnerClass", size, pipeline) do update set
      succeeded = d.succeeded + excluded.succeeded, failed = d.failed + excluded.failed,
      denied = d.denied + excluded.denied, cancelled = d.cancelled + excluded.cancelled,
      attempts = d.attempts + excluded.attempts, "usedMs" = d."usedMs" + excluded."usedMs",
      "costMicros" = d."costMicros" + excluded."costMicros",
      "peakMemoryMib" = greatest(d."peakMemoryMib", excluded."peakMemoryMib")`
}

const zeros = {
  succeeded: 0,
  failed: 0,
  denied: 0,
  cancelled: 0,
  attempts: 0,
  usedMs: 0,
  costMicros: 0,
  peakMemoryMib: 0,
}
type DayRow = Omit<DayMove, 'at' | 'ended' | 'attempts' | 'use'> & typeof zeros & { day: string }

const plus = (a: Use, b: Use): Use => ({ ms: a.ms + b.ms, micros: a.micros + b.micros })
/** The same amounts, taken away. Pure. */
export const minus = ({ ms, micros }: Use): Use => ({ ms: -ms, micros: -micros })
