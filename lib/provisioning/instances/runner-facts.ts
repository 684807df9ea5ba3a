import type { Prisma } from '../../db/generated/client.ts'
import { jsonDigest } from '../../digest.ts'
import type { PulledSpec } from '../target.ts'
import { aliveStatuses } from './instance-words.ts'
import type { RunnerFacts } from './plan-instances.ts'

type Reader = Pick<Prisma.TransactionClient, '$queryRaw' | 'runner' | 'instance' | 'run'>

/** A runner whose instances this target looks after, with the facts that decide how many it needs. */
export type InstancedRunner = {
  tenantId: string
  id: string
  name: string
  environment: { id: string; name: string }
  facts: RunnerFacts
}

/** A restart after one that became ready is a new beginning; of the rest only the newest few decide. */
const FAILURES_LOOKED_AT = 10

/** What a spec is known by on an instance that was started as it. Pure. */
export const specDigestOf = (spec: object): string => jsonDigest(spec)

/** The runners that have or may need instances here, of every tenant; or only the one named. */
export async function instancedRunners(reader: Reader, only?: { tenantId: string; id: string }) {
  const rows = await reader.runner.findMany({
    where: {
      ...(only ? { tenantId: only.tenantId, id: only.id } : {}),
      environment: { target: 'local' },
      OR: [
        {
          status: 'active',
          runnerClass: { in: ['container', 'dedicated_compute'] },
          profile: { not: 'on_premise_agent' },
        },
        { instances: { some: { status: { in: [...aliveStatuses] } } } },
      ],
    },
    select: {
      tenantId: true,
      id: true,
      name: true,
      status: true,
      spec: true,
      runnerClass: true,
      profile: true,
      environment: { select: { id: true, name: true } },
    },
  })
  const ids = rows.map(({ id }) => id)
  const [waiting, instances, failures] = await Promise.all([
    waitingRuns(reader, ids),
    liveInstances(reader, ids),
    newestFailures(reader, ids),
  ])
  return rows.map(({ status, spec, runnerClass, profile, ...row }): InstancedRunner => {
    const pulled = runnerClass === 'container' || runnerClass === 'dedicated_compute'
    const active = status === 'active' && pulled && profile !== 'on_premise_agent'
    const facts: RunnerFacts = {
      active,
      spec: spec as unknown as PulledSpec,
      specDigest: specDigestOf(spec as object),
      waiting: waiting.get(row.id) ?? 0,
      instances: instances.filter(({ runnerId }) => runnerId === row.id),
      failures: failures.get(row.id),
    }
    return { ...row, facts }
  })
}

async function waitingRuns(reader: Reader, runnerIds: string[]): Promise<Map<string, number>> {
  const rows = await reader.run.groupBy({
    by: ['runnerId'],
    where: { runnerId: { in: runnerIds }, status: 'queued', instanceId: null },
    _count: { _all: true },
  })
  return new Map(rows.map(({ runnerId, _count }) => [runnerId, _count._all]))
}

async function liveInstances(reader: Reader, runnerIds: string[]) {
  const rows = await reader.instance.findMany({
    where: { runnerId: { in: runnerIds }, status: { in: [...aliveStatuses] } },
    select: {
      id: true,
      runnerId: true,
      status: true,
      specDigest: true,
      synthetic: true,
      busyAt: true,
      createdAt: true,
    },
    orderBy: { id: 'asc' },
  })
  const running = await runningByInstance(
    reader,
    rows.map(({ id }) => id),
  )
  return rows.map(({ busyAt, createdAt, ...row }) => ({
    ...row,
    busyAt: busyAt ?? createdAt,
    running: running.get(row.id) ?? 0,
  }))
}

async function runningByInstance(reader: Reader, instanceIds: string[]): Promise<Map<string, number>> {
  const rows = await reader.$queryRaw<{ instanceId: string; held: number }[]>`
    select a."instanceId", count(*)::int as held
    from "Agent" a join "Run" r on r."tenantId" = a."tenantId" and r."leaseAgentId" = a.id and r.status = 'running'
    where a."instanceId" = any(${instanceIds}) group by a."instanceId"`
  return new Map(rows.map(({ instanceId, held }) => [instanceId, held]))
}

/** For each runner, how many of its newest starts failed in a row. */
async function newestFailures(
  reader: Reader,
  runnerIds: string[],
): Promise<Map<string, { count: number; lastAt: Date }>> {
  const rows = await reader.$queryRaw<{ runnerId: string; count: number; lastAt: Date }[]>`
    select r.id as "runnerId", count(*)::int as count, max(newest."stoppedAt") as "lastAt"
    from unnest(${runnerIds}::text[]) as r(id), lateral (
      select status, "stoppedAt", bool_and(status = 'failed' and "readyAt" is null) over (order by id desc) as failing
      from (select id, status, "readyAt", "stoppedAt" from "Instance" i
        where i."runnerId" = r.id and not i.synthetic and i.status in ('ready', 'failed', 'stopped')
        order by i.id desc limit ${FAILURES_LOOKED_AT}) recent) newest
    where newest.failing and newest."stoppedAt" is not null group by r.id`
  return new Map(rows.map(({ runnerId, count, lastAt }) => [runnerId, { count, lastAt }]))
}
