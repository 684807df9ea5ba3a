import type { RunnerPulse } from '../alerts/pulse/pulse-of.ts'
import { db, unsafeDb } from '../db/client.ts'
import { COUNTED, type RunnerQueue } from './queue-depth.ts'

const HOUR_MS = 3600_000
/** Runners that the page names: the worst. */
const SHOWN = 30

export type RunnerHealth = {
  id: string
  name: string
  environment: string
  succeeded: number
  failed: number
  denied: number
  /** Per cent of those that succeeded or failed; null when none did. */
  errorRate: number | null
  waiting: number
  oldestAt: Date | null
  retries: number
  deadLetters: number
  failingSince: Date | null
}

/** The runners that did something in the last hour, or have something waiting or dead, the worst first. */
export async function runnerHealth(
  tenantId: string,
  pulse: readonly RunnerPulse[],
  queue: readonly RunnerQueue[],
  now: Date,
) {
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  const [retries, dead] = await Promise.all([
    db.retryHour.findMany({ where: { tenantId, hour }, select: { runnerId: true, used: true } }),
    deadByRunner(tenantId),
  ])
  const ids = [...new Set([...pulse, ...queue, ...retries, ...dead].map(({ runnerId }) => runnerId))]
  const runners = await db.runner.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, name: true, failingSince: true, environment: { select: { name: true } } },
  })
  const rows = runners.map(({ environment, ...runner }): RunnerHealth => {
    const of = <T extends { runnerId: string }>(list: readonly T[]) => list.find((one) => one.runnerId === runner.id)
    const { succeeded = 0, failed = 0, denied = 0 } = of(pulse) ?? {}
    const ended = succeeded + failed
    return {
      ...runner,
      environment: environment.name,
      succeeded,
      failed,
      denied,
      errorRate: ended ? Math.round((1000 * failed) / ended) / 10 : null,
      waiting: of(queue)?.waiting ?? 0,
      oldestAt: of(queue)?.oldestAt ?? null,
      retries: of(retries)?.used ?? 0,
      deadLetters: of(dead)?.open ?? 0,
    }
  })
  return {
    runners: rows.sort(worstFirst).slice(0, SHOWN),
    of: rows.length,
    deadLetters: dead.reduce((sum, { open }) => sum + open, 0),
  }
}

/** Fails most, then has most dead letters, then waits longest. Pure. */
export function worstFirst(a: RunnerHealth, b: RunnerHealth): number {
  const waits = (row: RunnerHealth) => row.oldestAt?.getTime() ?? Number.POSITIVE_INFINITY
  return (
    (b.errorRate ?? 0) - (a.errorRate ?? 0) ||
    b.deadLetters - a.deadLetters ||
    (waits(a) === waits(b) ? 0 : waits(a) - waits(b)) ||
    a.name.localeCompare(b.name)
  )
}

/** Open ones by runner: beyond so many their number says nothing more. */
function deadByRunner(tenantId: string): Promise<{ runnerId: string; open: number }[]> {
  return unsafeDb.$queryRaw`
    select "runnerId", count(*)::int as open from (
      select "runnerId" from "DeadLetter" where "tenantId" = ${tenantId} and status = 'open'
      limit ${COUNTED}
    ) as open group by "runnerId"`
}
