import { db } from '../db/client.ts'
import type { LogSearch } from './schema.ts'

/** Runs whose logs one question reads. */
const MOST_RUNS = 1000

export type RunFacts = {
  token: string
  correlationId: string | null
  runnerId: string
  runner: string
  traceId: string
}

type Named = Pick<LogSearch, 'run' | 'token' | 'correlation' | 'runner' | 'since' | 'until'>

/** The newest runs that a search names, by id, token, correlation or runner; undefined when it names none. */
export async function namedRuns(tenantId: string, search: Named): Promise<string[] | undefined> {
  const { run, token, correlation, runner } = search
  if (!run && !token && !correlation && !runner) return undefined
  const runnerIds = runner || token ? await runnersNamed(tenantId, runner) : undefined
  const rows = await db.run.findMany({
    where: {
      tenantId,
      ...(run ? { id: run } : {}),
      ...(token ? { token } : {}),
      ...(correlation ? { correlationId: correlation } : {}),
      // A token is looked up runner by runner, since that is how it is kept.
      ...(runnerIds ? { runnerId: { in: runnerIds } } : {}),
    },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: MOST_RUNS,
  })
  return rows.map(({ id }) => id)
}

async function runnersNamed(tenantId: string, runner: string | undefined): Promise<string[]> {
  const where = { tenantId, ...(runner ? { OR: [{ id: runner }, { name: runner }] } : {}) }
  const rows = await db.runner.findMany({ where, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** What is shown of the runs among `ids`. */
export async function runFactsOf(tenantId: string, ids: readonly string[]): Promise<Map<string, RunFacts>> {
  const rows = await db.run.findMany({
    where: { tenantId, id: { in: [...new Set(ids)] } },
    select: {
      id: true,
      token: true,
      correlationId: true,
      runnerId: true,
      traceId: true,
      runner: { select: { name: true } },
    },
  })
  return new Map(rows.map(({ id, runner, ...facts }) => [id, { ...facts, runner: runner.name }]))
}
