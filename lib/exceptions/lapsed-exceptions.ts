import { type Tx, unsafeTx } from '../db/client.ts'
import type { ExceptionStatus } from '../db/generated/enums.ts'
import type { ExceptionInForce } from './exceptions-in-force.ts'

/** An exception that a runner was deployed under and that does not cover it any more. */
export type LapsedException = {
  runnerId: string
  id: string
  rule: string
  status: ExceptionStatus
  expiresAt: Date
}

/**
 * What runners live on that is no longer in force at `at`. An exception of the same rule that covers the runner now, such
 * as a renewal, counts for the one that it was deployed under; another deployment replaces what is lived on.
 */
export async function lapsedExceptions(
  tx: Tx,
  { tenantId, runnerIds, at }: { tenantId: string; runnerIds: readonly string[]; at: Date },
): Promise<LapsedException[]> {
  if (!runnerIds.length) return []
  return unsafeTx(tx).$queryRaw<LapsedException[]>`
    select r.id as "runnerId", e.id, e.rule, e.status, e."expiresAt"
    from "Runner" r
    join "ExceptionUse" u on u."tenantId" = r."tenantId" and u."deploymentId" = r."deploymentId"
    join "PolicyException" e on e."tenantId" = u."tenantId" and e.id = u."exceptionId"
    where r."tenantId" = ${tenantId} and r.id = any(${[...runnerIds]}::text[])
      and not exists (
        select 1 from "PolicyException" x
        where x."tenantId" = r."tenantId" and x.rule = e.rule and x.status = 'active'
          and x."startsAt" <= ${at}::timestamptz and x."expiresAt" > ${at}::timestamptz
          and (x."manifestId" is null or x."manifestId" = r."manifestId")
          and (x."environmentId" is null or x."environmentId" = r."environmentId")
          and (x."runnerClass" is null or x."runnerClass" = r."runnerClass")
      )
    order by r.id, e.id`
}

/**
 * What a deployment passed its first gate by and that does not count any more at its second: approvals may have taken
 * longer than the exception. Ids, the oldest first.
 */
export async function lapsedSinceValidation(
  tx: Tx,
  { tenantId, deploymentId, inForce }: { tenantId: string; deploymentId: string; inForce: readonly ExceptionInForce[] },
): Promise<string[]> {
  const stage = await tx.stage.findFirst({
    where: { tenantId, deploymentId, name: 'validate' },
    select: { output: true },
  })
  const used = exceptionsOfOutput(stage?.output)
  if (!used.length) return []
  const rows = await tx.policyException.findMany({
    where: { tenantId, id: { in: used } },
    select: { id: true, rule: true },
    orderBy: { id: 'asc' },
  })
  return rows.filter(({ rule }) => !inForce.some((one) => one.rule === rule)).map(({ id }) => id)
}

/** The exceptions that a stage says it passed by. Pure. */
export function exceptionsOfOutput(output: unknown): string[] {
  const { exceptionsUsed } = (output ?? {}) as { exceptionsUsed?: unknown }
  return Array.isArray(exceptionsUsed) ? exceptionsUsed.filter((id) => typeof id === 'string') : []
}
