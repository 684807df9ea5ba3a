import { type Tx, unsafeTx } from '../../db/client.ts'
import { type LimitRow, pickLimits } from '../../findings/pick-limits.ts'

/** An exception as a simulation knows it. */
export type KnownException = {
  tenantId: string
  id: string
  rule: string
  manifestId: string | null
  environmentId: string | null
  runnerClass: string | null
  inForce: boolean
  expiresAt: Date
}

export type Taken = { runners: number; concurrency: number; monthly: number; byEnvironment: Map<string, number> }

/** What is around the runners: tenants, places, limits, exceptions, and what each tenant takes. Read once. */
export type Surroundings = {
  tenants: Map<string, { slug: string; suspended: boolean }>
  environments: Map<string, { name: string; approvals: number }>
  exceptions: Map<string, KnownException[]>
  taken: Map<string, Taken>
  limits(tenantId: string, environment: string, classification: string): ReturnType<typeof pickLimits>
}

/** Reads them at one instant. A simulation looks at every tenant, so the tables are read as wholes. */
export async function readSurroundings(tx: Tx, at: Date): Promise<Surroundings> {
  const all = unsafeTx(tx)
  const [tenants, environments, exceptions, rows, limits] = await Promise.all([
    all.tenant.findMany({ select: { id: true, slug: true, suspendedAt: true } }),
    all.environment.findMany({ select: { id: true, name: true, approvalsRequired: true } }),
    all.policyException.findMany({
      where: { OR: [{ status: 'active' }, { uses: { some: {} } }] },
      orderBy: { id: 'asc' },
    }),
    all.$queryRaw<{ tenantId: string; environmentId: string; runners: number; concurrency: number; monthly: number }[]>`
      select r."tenantId", r."environmentId", count(*)::float8 as runners, sum(r."concurrencyLimit")::float8 as concurrency,
        coalesce(sum((d."costEstimate"->>'perMonth')::float8), 0) as monthly
      from "Runner" r
      left join "Deployment" d on d."tenantId" = r."tenantId" and d.id = r."deploymentId"
      where r.status <> 'destroyed' group by 1, 2`,
    all.artifactLimit.findMany(),
  ])
  return {
    tenants: new Map(tenants.map(({ id, slug, suspendedAt }) => [id, { slug, suspended: suspendedAt !== null }])),
    environments: new Map(
      environments.map(({ id, name, approvalsRequired }) => [id, { name, approvals: approvalsRequired }]),
    ),
    exceptions: grouped(exceptions.map((row) => ({ ...row, inForce: isInForce(row, at) }))),
    taken: takenBy(rows),
    limits: limitsFrom(limits),
  }
}

/** Whether it counts at an instant: the words of lib/exceptions/exceptions-in-force.ts. */
function isInForce(row: { status: string; startsAt: Date; expiresAt: Date }, at: Date): boolean {
  return row.status === 'active' && row.startsAt <= at && row.expiresAt > at
}

function takenBy(
  rows: { tenantId: string; environmentId: string; runners: number; concurrency: number; monthly: number }[],
) {
  const taken = new Map<string, Taken>()
  for (const { tenantId, environmentId, runners, concurrency, monthly } of rows) {
    const sum = taken.get(tenantId) ?? { runners: 0, concurrency: 0, monthly: 0, byEnvironment: new Map() }
    sum.runners += runners
    sum.concurrency += concurrency
    sum.monthly += monthly
    sum.byEnvironment.set(environmentId, monthly)
    taken.set(tenantId, sum)
  }
  return taken
}

function grouped<T extends { tenantId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.tenantId, [...(groups.get(row.tenantId) ?? []), row])
  return groups
}

function limitsFrom(rows: readonly LimitRow[]) {
  const known = new Map<string, ReturnType<typeof pickLimits>>()
  return (tenantId: string, environment: string, classification: string) => {
    const key = `${tenantId} ${environment} ${classification}`
    const picked =
      known.get(key) ??
      pickLimits(
        rows.filter(
          (row) =>
            ['*', tenantId].includes(row.tenantId) &&
            ['*', environment].includes(row.environment) &&
            ['*', classification].includes(row.classification),
        ),
      )
    known.set(key, picked)
    return picked
  }
}
