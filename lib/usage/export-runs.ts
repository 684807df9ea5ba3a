import type { Actor } from '../auth/actor.ts'
import { csvLine } from '../csv-line.ts'
import { Prisma, unsafeDb } from '../db/client.ts'
import { leastIdAt } from '../ids.ts'
import { dollars, sayTags } from './csv-cells.ts'
import type { UsageFilters } from './schema.ts'

const BATCH = 1000

const columns = [
  ...['run_id', 'asked_at', 'started_at', 'finished_at', 'status', 'cause', 'origin', 'token', 'correlation_id'],
  ...['tenant', 'pipeline', 'class', 'size', 'environment', 'runner', 'runner_id', 'tags'],
  ...['attempts', 'duration_ms', 'peak_memory_mib', 'cost_usd', 'artifact_digest'],
]

type Row = {
  id: string
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  status: string
  cause: string | null
  origin: string
  token: string
  correlationId: string | null
  pipeline: string
  runnerClass: string
  size: string
  environment: string
  name: string
  runnerId: string
  tags: Record<string, string> | null
  attempt: number
  durationMs: number | null
  maxMemoryMib: number | null
  costMicros: bigint | null
  artifactDigest: string
}

/** Runs asked for in a span, oldest first, a line each: ids begin with the time, so a span of time is one of ids. */
export async function* exportRuns(
  actor: Actor,
  span: { from: Date; until: Date },
  filters: UsageFilters,
): AsyncGenerator<string> {
  yield csvLine(columns)
  const end = leastIdAt('run', span.until)
  let after: string | undefined = leastIdAt('run', span.from)
  do {
    const rows: Row[] = await readBatch(actor.tenantId, { after, end }, filters)
    for (const row of rows) yield csvLine(cellsOf(actor.tenantSlug, row))
    after = rows.length === BATCH ? rows.at(-1)?.id : undefined
  } while (after)
}

/** Runs are read by their key and filtered as they pass: a month of runs is a range of it. */
function readBatch(
  tenantId: string,
  { after, end }: { after: string; end: string },
  filters: UsageFilters,
): Promise<Row[]> {
  const { environment, class: runnerClass, pipeline, runnerId } = filters
  const conditions = [
    Prisma.sql`j."tenantId" = ${tenantId} and j.id > ${after} and j.id < ${end}`,
    ...(environment ? [Prisma.sql`e.name = ${environment}`] : []),
    ...(runnerClass ? [Prisma.sql`j."runnerClass" = ${runnerClass}::"RunnerClass"`] : []),
    ...(pipeline ? [Prisma.sql`r.pipeline = ${pipeline}`] : []),
    ...(runnerId ? [Prisma.sql`j."runnerId" = ${runnerId}`] : []),
  ]
  return unsafeDb.$queryRaw<Row[]>`
    select j.id, j."createdAt", j."startedAt", j."finishedAt", j.status::text as status, j.cause::text as cause,
      j.origin::text as origin, j.token, j."correlationId", r.pipeline, j."runnerClass"::text as "runnerClass",
      r.size::text as size, e.name as environment, r.name, j."runnerId", v.normalised #> '{metadata,tags}' as tags,
      j.attempt, j."durationMs", j."maxMemoryMib", j."costMicros", j."artifactDigest"
    from "Run" j
    join "Runner" r on r."tenantId" = j."tenantId" and r.id = j."runnerId"
    join "Environment" e on e.id = j."environmentId"
    join "ManifestVersion" v on v."tenantId" = r."tenantId" and v.id = r."manifestVersionId"
    where ${Prisma.join(conditions, ' and ')}
    order by j.id limit ${BATCH}`
}

function cellsOf(tenant: string, row: Row): (string | number | null)[] {
  const at = (instant: Date | null) => instant?.toISOString() ?? null
  return [
    ...[row.id, at(row.createdAt), at(row.startedAt), at(row.finishedAt), row.status, row.cause, row.origin, row.token],
    ...[row.correlationId, tenant, row.pipeline, row.runnerClass, row.size, row.environment, row.name, row.runnerId],
    ...[sayTags(row.tags), row.attempt, row.durationMs, row.maxMemoryMib, dollars(row.costMicros), row.artifactDigest],
  ]
}
