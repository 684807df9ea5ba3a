import type { Tx } from '../db/client.ts'
import type { RunnerClass } from '../db/generated/enums.ts'

/** What an exception may be about: a draft has no manifest yet. */
export type ExceptionMatter = {
  tenantId: string
  manifestId?: string | undefined
  environmentId: string
  runnerClass: RunnerClass
  at: Date
}

/** An exception that counts, as a gate is told of it. */
export type ExceptionInForce = { id: string; rule: string; expiresAt: string }

/**
 * The exceptions that count for a matter at its instant, the oldest first. The one place where a gate learns of them.
 */
export async function exceptionsInForce(tx: Tx, matter: ExceptionMatter): Promise<ExceptionInForce[]> {
  const rows = await tx.policyException.findMany({
    where: { tenantId: matter.tenantId, ...inForceFor(matter) },
    select: { id: true, rule: true, expiresAt: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ expiresAt, ...row }) => ({ ...row, expiresAt: expiresAt.toISOString() }))
}

/** The condition of being in force and covering; the words of `isInForce` for the database. */
function inForceFor({ manifestId, environmentId, runnerClass, at }: ExceptionMatter) {
  return {
    status: 'active' as const,
    startsAt: { lte: at },
    expiresAt: { gt: at },
    AND: [
      { OR: [{ manifestId: null }, ...(manifestId ? [{ manifestId }] : [])] },
      { OR: [{ environmentId: null }, { environmentId }] },
      { OR: [{ runnerClass: null }, { runnerClass }] },
    ],
  }
}
