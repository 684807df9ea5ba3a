import { unsafeDb } from '../db/client.ts'
import type { Durations, Family, Sample } from './metric-text.ts'

type Figure = {
  tenant: string
  environment: string
  class: string
  status: string
  runs: bigint
  attempts: bigint
  durationMs: bigint
  durationBuckets: bigint[]
  waitMs: bigint
  waitBuckets: bigint[]
}

/**
 * Figures of the whole installation, from the database: the same whichever process is asked, and none is lost with a
 * process. Runs are counted where they end, so nothing is scanned for that; what waits is counted by partial indexes.
 */
export async function installationFamilies(): Promise<Family[]> {
  const [ended, open, deadLetters, evidence, workers, deliveries] = await Promise.all([
    endedRuns(),
    openRuns(),
    openDeadLetters(),
    pendingEvidence(),
    liveWorkers(),
    waitingDeliveries(),
  ])
  return [...ended, ...open, deadLetters, ...evidence, workers, deliveries]
}

async function endedRuns(): Promise<Family[]> {
  // Figures of the installation: every tenant's.
  const rows = await unsafeDb.$queryRaw<Figure[]>`
    select t.slug as tenant, e.name as environment, f."runnerClass"::text as class, f.status::text as status, f.runs,
      f.attempts, f."durationMs", f."durationBuckets", f."waitMs", f."waitBuckets"
    from "RunFigure" f join "Tenant" t on t.id = f."tenantId" join "Environment" e on e.id = f."environmentId"
    order by 1, 2, 3, 4`
  const labels = ({ tenant, environment, class: runnerClass, status }: Figure) => ({
    tenant,
    environment,
    class: runnerClass,
    status,
  })
  const counter = (name: string, help: string, value: (row: Figure) => bigint): Family => ({
    name,
    help,
    type: 'counter',
    samples: rows.map((row): Sample => ({ labels: labels(row), value: value(row) })),
  })
  const byClass = (buckets: (row: Figure) => bigint[], sumMs: (row: Figure) => bigint) =>
    [...Map.groupBy(rows, (row) => row.class)].map(
      ([runnerClass, some]): Durations => ({
        labels: { class: runnerClass },
        buckets: some.map(buckets).reduce((sum, one) => sum.map((value, at) => value + (one[at] ?? 0n))),
        sumMs: some.map(sumMs).reduce((sum, one) => sum + one),
      }),
    )
  return [
    counter('barecount_runs_total', 'Runs that ended.', (row) => row.runs),
    counter('barecount_run_attempts_total', 'Attempts of runs that ended.', (row) => row.attempts),
    {
      name: 'barecount_run_duration_seconds',
      help: 'How long the last attempt of runs took, start of its process included.',
      type: 'histogram',
      samples: byClass(
        (row) => row.durationBuckets,
        (row) => row.durationMs,
      ),
    },
    {
      name: 'barecount_run_wait_seconds',
      help: 'From the request of a run to the beginning of its last attempt.',
      type: 'histogram',
      samples: byClass(
        (row) => row.waitBuckets,
        (row) => row.waitMs,
      ),
    },
  ]
}

async function openRuns(): Promise<Family[]> {
  const rows = await unsafeDb.$queryRaw<
    { tenant: string; class: string; status: string; runs: bigint; oldest: number }[]
  >`
    select t.slug as tenant, o.class, o.status, o.runs, o.oldest from (
      select "tenantId", "runnerClass"::text as class, status::text as status, count(*) as runs,
        extract(epoch from clock_timestamp() - min("createdAt"))::float8 as oldest
      from "Run" where status in ('queued', 'running') group by 1, 2, 3
      union all
      select "tenantId", "runnerClass"::text, 'retrying', count(*), 0 from "Run" where status = 'retrying' group by 1, 2
    ) o join "Tenant" t on t.id = o."tenantId" order by 1, 2, 3`
  const of = ({ tenant, class: runnerClass, status }: (typeof rows)[number]) => ({ tenant, class: runnerClass, status })
  return [
    {
      name: 'barecount_runs_open',
      help: 'Runs that have not ended, by where they stand.',
      type: 'gauge',
      samples: rows.map((row) => ({ labels: of(row), value: row.runs })),
    },
    {
      name: 'barecount_run_queue_lag_seconds',
      help: 'How long the oldest queued run has waited.',
      type: 'gauge',
      samples: rows
        .filter(({ status }) => status === 'queued')
        .map(({ tenant, class: runnerClass, oldest }) => ({
          labels: { tenant, class: runnerClass },
          value: Math.max(0, oldest),
        })),
    },
  ]
}

async function openDeadLetters(): Promise<Family> {
  const rows = await unsafeDb.$queryRaw<{ tenant: string; letters: bigint }[]>`
    select t.slug as tenant, (
      select count(*) from "DeadLetter" d where d."tenantId" = t.id and d.status = 'open'
    ) as letters from "Tenant" t order by 1`
  return {
    name: 'barecount_dead_letters_open',
    help: 'Failed runs that nobody has dealt with.',
    type: 'gauge',
    samples: rows.map(({ tenant, letters }) => ({ labels: { tenant }, value: letters })),
  }
}

async function pendingEvidence(): Promise<Family[]> {
  const [row] = await unsafeDb.$queryRaw<{ pending: bigint; oldest: number | null }[]>`
    select (select count(*) from (select 1 from "EvidencePending" limit 100000) oldest) as pending, (
      select extract(epoch from clock_timestamp() - e.at)::float8 from "EvidencePending" p
      join "Evidence" e on e."tenantId" = p."tenantId" and e.id = p."evidenceId" order by p.seq limit 1
    ) as oldest`
  const leaves = await unsafeDb.$queryRaw<{ tenant: string; size: bigint }[]>`
    select t.slug as tenant, l.size from "Tenant" t cross join lateral (
      select index + 1 as size from "EvidenceLeaf" where "tenantId" = t.id order by index desc limit 1
    ) l order by 1`
  return [
    {
      name: 'barecount_evidence_pending',
      help: 'Events that are not in the log yet.',
      type: 'gauge',
      samples: [{ value: row?.pending ?? 0n }],
    },
    {
      name: 'barecount_evidence_lag_seconds',
      help: 'How long the oldest of them has waited.',
      type: 'gauge',
      samples: [{ value: Math.max(0, row?.oldest ?? 0) }],
    },
    {
      name: 'barecount_evidence_total',
      help: 'Events in the log of each tenant.',
      type: 'counter',
      samples: leaves.map(({ tenant, size }) => ({ labels: { tenant }, value: size })),
    },
  ]
}

/** A worker beats every two seconds; three missed beats count as gone. */
const FRESH_MS = 6000

async function liveWorkers(): Promise<Family> {
  const value = await unsafeDb.workerHeartbeat.count({ where: { at: { gt: new Date(Date.now() - FRESH_MS) } } })
  return { name: 'barecount_workers_live', help: 'Workers that beat.', type: 'gauge', samples: [{ value }] }
}

async function waitingDeliveries(): Promise<Family> {
  const [row] = await unsafeDb.$queryRaw<{ waiting: bigint }[]>`
    select count(*) as waiting from "Delivery" where "settledAt" is null`
  return {
    name: 'barecount_deliveries_waiting',
    help: 'Mails and webhook posts that have not gone out.',
    type: 'gauge',
    samples: [{ value: row?.waiting ?? 0n }],
  }
}
