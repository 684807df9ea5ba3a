import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { csvLine } from '../csv-line.ts'
import { Prisma, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { dollars, hours, sayTags } from './csv-cells.ts'
import { exportRuns } from './export-runs.ts'
import { monthNamed, monthOf } from './months.ts'
import type { ExportedKind, UsageFilters } from './schema.ts'
import { usageWhere } from './sum-usage.ts'

export type UsageExport = { filename: string; lines: AsyncGenerator<string> }

/**
 * A month as CSV, a line a day of each runner or a line a run, each with the tags it is accounted under. That it was
 * taken is written down before the first line leaves; lines are read in batches as they are asked for.
 */
export async function exportUsage(
  actor: Actor,
  {
    month: name,
    of = 'days',
    ...filters
  }: UsageFilters & { month?: string | undefined; of?: ExportedKind | undefined },
  now = new Date(),
): Promise<UsageExport> {
  authorise(actor, 'cost:read')
  const month = monthNamed(name ?? monthOf(now))
  await transaction((tx) =>
    appendEvidence(tx, { kind: 'usage.exported', actor, result: 'succeeded', month: month.name, of, filters }),
  )
  return {
    filename: `usage-${of}-${actor.tenantSlug}-${month.name}.csv`,
    lines: of === 'runs' ? exportRuns(actor, month, filters) : exportDays(actor, month, filters),
  }
}

const BATCH = 1000

type Row = {
  day: string
  runnerId: string
  name: string | null
  environment: string | null
  runnerClass: string
  size: string
  pipeline: string
  tags: Record<string, string> | null
  succeeded: number
  failed: number
  denied: number
  cancelled: number
  attempts: number
  usedMs: bigint
  costMicros: bigint
  peakMemoryMib: number
}

const columns = [
  ...['day', 'tenant', 'pipeline', 'class', 'size', 'environment', 'runner', 'runner_id', 'tags'],
  ...['succeeded', 'failed', 'denied', 'cancelled', 'attempts', 'hours', 'cost_usd', 'peak_memory_mib'],
]

async function* exportDays(
  actor: Actor,
  span: { from: Date; until: Date },
  filters: UsageFilters,
): AsyncGenerator<string> {
  yield csvLine(columns)
  let after: Row | undefined
  do {
    const rows: Row[] = await readBatch(actor.tenantId, span, filters, after)
    for (const row of rows) yield csvLine(cellsOf(actor.tenantSlug, row))
    after = rows.length === BATCH ? rows.at(-1) : undefined
  } while (after)
}

/** The next rows by the table's own key. */
function readBatch(tenantId: string, span: { from: Date; until: Date }, filters: UsageFilters, after: Row | undefined) {
  const key = Prisma.sql`u.day, u."runnerId", u."runnerClass", u.size, u.pipeline`
  const beyond = after
    ? Prisma.sql`(${key}) > (${after.day}::date, ${after.runnerId}, ${after.runnerClass}::"RunnerClass",
        ${after.size}::"RunnerSizeName", ${after.pipeline})`
    : Prisma.sql`true`
  return unsafeDb.$queryRaw<Row[]>`
    select u.day::text as day, u."runnerId", r.name, e.name as environment, u."runnerClass"::text as "runnerClass",
      u.size::text as size, u.pipeline, v.normalised #> '{metadata,tags}' as tags, u.succeeded, u.failed, u.denied,
      u.cancelled, u.attempts, u."usedMs", u."costMicros", u."peakMemoryMib"
    from (select * from "UsageDay" u where ${usageWhere(tenantId, span, filters)} and ${beyond}
      order by ${key} limit ${BATCH}) u
    left join "Environment" e on e.id = u."environmentId"
    left join "Runner" r on r."tenantId" = u."tenantId" and r.id = u."runnerId"
    left join "ManifestVersion" v on v."tenantId" = u."tenantId" and v.id = r."manifestVersionId"
    order by ${key}`
}

function cellsOf(tenant: string, row: Row): (string | number | null)[] {
  return [
    ...[row.day, tenant, row.pipeline, row.runnerClass, row.size, row.environment, row.name, row.runnerId],
    ...[sayTags(row.tags), row.succeeded, row.failed, row.denied, row.cancelled, row.attempts],
    ...[hours(row.usedMs), dollars(row.costMicros), row.peakMemoryMib],
  ]
}
