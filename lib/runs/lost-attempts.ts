import { type Tx, unsafeTx } from '../db/client.ts'
import type { RunnerClass, RunnerSizeName } from '../db/generated/enums.ts'
import type { Use } from './ask-of-run.ts'
import { minus, moveDays, moveUsage } from './book-use.ts'

type RunRef = { tenantId: string; id: string }

type Moved = {
  origin: string
  runnerId: string
  runnerClass: RunnerClass
  size: RunnerSizeName
  pipeline: string
  environmentId: string
  month: string
  startedAt: Date
  reservedMs: bigint
  reservedMicros: bigint
  durationMs: number
  costMicros: bigint
}

/**
 * An attempt whose holder is gone, silent or gave it back: what it used is not known, so it is booked with the time that went by, up
 * to what was set aside for it, and its part of the price.
 */
export async function loseAttempt(tx: Tx, ref: RunRef, number: number, reason: string): Promise<void> {
  const [lost] = await unsafeTx(tx).$queryRaw<Moved[]>`
    update "RunAttempt" a set status = 'lost', cause = 'platform', "finishedAt" = now(),
      reason = ${reason}, "durationMs" = t.ms,
      "costMicros" = ceil(a."reservedMicros" * t.ms::numeric / greatest(a."reservedMs", 1))
    from "Run" r join "Runner" n on n."tenantId" = r."tenantId" and n.id = r."runnerId",
      lateral (
        select least(x."reservedMs", greatest(0, extract(epoch from now() - x."startedAt") * 1000))::int as ms
        from "RunAttempt" x where x."tenantId" = r."tenantId" and x."runId" = r.id and x.number = ${number}
      ) t
    where a."tenantId" = ${ref.tenantId} and a."runId" = ${ref.id} and a.number = ${number} and a.status = 'running'
      and r."tenantId" = a."tenantId" and r.id = a."runId"
    returning r.origin::text as origin, r."runnerId", r."runnerClass", n.size, n.pipeline, r."environmentId", a.month, a."startedAt",
      a."reservedMs", a."reservedMicros", a."durationMs", a."costMicros"`
  if (lost) await move(tx, ref, lost, 1)
}

/**
 * It was not lost after all: its holder is back before anybody else took the run. What was booked for it is taken back,
 * and `reserved` is set aside for it.
 */
export async function regainAttempt(tx: Tx, ref: RunRef, number: number, reserved: Use): Promise<void> {
  const [back] = await unsafeTx(tx).$queryRaw<Moved[]>`
    with old as (
      select * from "RunAttempt" where "tenantId" = ${ref.tenantId} and "runId" = ${ref.id} and number = ${number}
        and status = 'lost' for update
    )
    update "RunAttempt" a set status = 'running', cause = null, reason = null, "finishedAt" = null, "durationMs" = null,
      "costMicros" = null, "silentFrom" = coalesce(a."silentFrom", old."finishedAt"), "silentUntil" = clock_timestamp(),
      "reservedMs" = ${reserved.ms}::bigint, "reservedMicros" = ${reserved.micros}::bigint
    from old join "Run" r on r."tenantId" = old."tenantId" and r.id = old."runId"
      join "Runner" n on n."tenantId" = r."tenantId" and n.id = r."runnerId"
    where a."tenantId" = old."tenantId" and a."runId" = old."runId" and a.number = old.number
    returning r.origin::text as origin, r."runnerId", r."runnerClass", n.size, n.pipeline, r."environmentId", a.month, a."startedAt",
      a."reservedMs", a."reservedMicros", old."durationMs", old."costMicros"`
  if (back) await move(tx, ref, back, -1)
}

async function move(tx: Tx, { tenantId, id }: RunRef, moved: Moved, sign: 1 | -1): Promise<void> {
  const { runnerId, runnerClass, size, pipeline, environmentId, month, startedAt } = moved
  const signed = (use: Use) => (sign === 1 ? use : minus(use))
  const use = signed({ ms: moved.durationMs, micros: Number(moved.costMicros) })
  await unsafeTx(tx).$executeRaw`
    update "Run" set "costMicros" = coalesce("costMicros", 0) + ${use.micros}::bigint
    where "tenantId" = ${tenantId} and id = ${id}`
  const freed = signed(minus({ ms: Number(moved.reservedMs), micros: Number(moved.reservedMicros) }))
  await moveUsage(tx, [{ tenantId, month, runnerClass, environmentId, used: use, reserved: freed }])
  // Smoke tests are no work of the pipeline.
  if (moved.origin === 'smoke_test') return
  const where = { tenantId, runnerId, runnerClass, size, environmentId, pipeline }
  await moveDays(tx, [{ ...where, at: startedAt, attempts: sign, use, peakMemoryMib: 0 }])
}
