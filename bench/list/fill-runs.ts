import type pg from 'pg'

const RUNNERS = 60
const PIPELINES = 20
const DAYS = 30

/** Crockford's base 32 of the milliseconds, as the start of a ULID is. */
const ulidTime = (ms: string) =>
  Array.from({ length: 10 }, (_, at) => {
    const shift = 45 - at * 5
    return `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (((${ms}) >> ${shift}) & 31)::int + 1, 1)`
  }).join(' || ')

/** Runs of a month as the product writes them: few fail, fewer are denied, most come by schedule. */
export async function fillRuns(owner: pg.Client, tenants: { tenantId: string; runs: number }[]): Promise<void> {
  // Rows as the product writes them; that they are whole is not what is measured.
  await owner.query('set session_replication_role = replica')
  for (const [rank, name] of ['dev', 'test', 'prod'].entries()) {
    await owner.query('insert into "Environment" (id, name, rank) values ($1, $2, $3)', [`env_${name}`, name, rank + 1])
  }
  // Made anew once the rows are there: a hundred times as fast, and the same indexes.
  const { rows: indexes } = await owner.query(`
    select indexdef, indexname from pg_indexes
    where tablename = 'Run' and indexname not in (select conname from pg_constraint)`)
  for (const { indexname } of indexes) await owner.query(`drop index "${indexname}"`)
  for (const tenant of tenants) await fillTenant(owner, tenant)
  for (const { indexdef } of indexes) await owner.query(indexdef)
  await owner.query('set session_replication_role = default')
  await owner.query('vacuum analyze "Run"')
  await owner.query('analyze')
}

async function fillTenant(owner: pg.Client, { tenantId, runs }: { tenantId: string; runs: number }): Promise<void> {
  const environment = (of: string) => `(array['env_dev', 'env_test', 'env_prod'])[1 + ${of} % 3]`
  const runnerClass = (of: string) =>
    `(array['serverless', 'container', 'managed_etl', 'dedicated_compute'])[1 + (${of} / 3) % 4]::"RunnerClass"`
  await owner.query(`
    insert into "Runner" ("tenantId", id, "manifestId", "manifestVersionId", "environmentId", "deploymentId", name,
      "runnerClass", size, profile, "artifactDigest", role, pipeline, "pipelineVersion", status, "concurrencyLimit", spec)
    select '${tenantId}', 'run_' || r, 'man_' || r, 'mnv', ${environment('r')}, 'dep', 'runner-' || r,
      ${runnerClass('r')}, 'small', 'private_vpc', 'd', 'role', 'p' || r % ${PIPELINES}, 1, 'active', 10, '{}'
    from generate_series(0, ${RUNNERS - 1}) r`)
  const begin = Date.now() - DAYS * 24 * 3600_000
  const step = Math.max(1, Math.floor((DAYS * 24 * 3600_000) / runs))
  const ms = `${begin} + i::bigint * ${step}`
  await owner.query(`
    insert into "Run" ("tenantId", id, "runnerId", token, origin, status, cause, attempt, "inputDigest", "artifactDigest",
      "environmentId", "runnerClass", "durationMs", "traceId", "correlationId", "createdAt")
    select '${tenantId}', 'job_' || ${ulidTime(ms)} || lpad(i::text, 16, '0'), 'run_' || i % ${RUNNERS}, 't' || i,
      (case when i % 100000 = 7 then 'replay' when i % 5 = 0 then 'api' else 'schedule' end)::"RunOrigin",
      (case when i % 50 = 1 then 'failed' when i % 500 = 2 then 'denied' else 'succeeded' end)::"RunStatus",
      (case when i % 50 = 1 then 'timeout' when i % 500 = 2 then 'denied' end)::"RunCause", 1, 'sha256:' || md5(i::text),
      'sha256:' || md5((i % ${RUNNERS})::text), ${environment('i')}, ${runnerClass(`(i % ${RUNNERS})`)}, i % 5000,
      md5('t' || i), (case when i % 20 = 0 then 'c' || i / 100 end), to_timestamp((${ms}) / 1000.0)
    from generate_series(1, ${runs}) i`)
}
