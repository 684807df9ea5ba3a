import { Prisma, type Tx, unsafeTx } from '../../db/client.ts'
import { beatOf } from './record-pulse.ts'

export type RunnerPulse = { runnerId: string; succeeded: number; failed: number; denied: number; cancelled: number }

type Scope = { runnerId?: string | null; environmentId?: string | null; runnerClass?: string | null }

/** How the runs of each runner ended since `from`, which counts with the five minutes it lies in. */
export function pulseOf(tx: Tx, tenantId: string, from: Date, scope: Scope = {}): Promise<RunnerPulse[]> {
  const { runnerId, environmentId, runnerClass } = scope
  const parts = [
    Prisma.sql`"tenantId" = ${tenantId} and at >= ${beatOf(from)}`,
    ...(runnerId ? [Prisma.sql`"runnerId" = ${runnerId}`] : []),
    ...(environmentId ? [Prisma.sql`"environmentId" = ${environmentId}`] : []),
    ...(runnerClass ? [Prisma.sql`"runnerClass" = ${runnerClass}::"RunnerClass"`] : []),
  ]
  return unsafeTx(tx).$queryRaw<RunnerPulse[]>`
    select "runnerId", sum(succeeded)::int as succeeded, sum(failed)::int as failed, sum(denied)::int as denied,
      sum(cancelled)::int as cancelled
    from "RunPulse" where ${Prisma.join(parts, ' and ')} group by "runnerId"`
}
