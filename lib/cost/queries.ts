import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import type { NetworkProfileName, RunnerClassName } from '../manifests/classes.ts'
import { activePriceBook } from './active-price-book.ts'
import { costEstimateSchema, type VersionedPriceBook } from './schema.ts'

/** The prices every estimate uses now; undefined when no book is active. */
export async function getPriceBook(actor: Actor): Promise<VersionedPriceBook | undefined> {
  authorise(actor, 'cost:read')
  return activePriceBook(db)
}

export type RunnerCost = {
  runnerId: string
  name: string
  environment: string
  runnerClass: RunnerClassName
  size: string
  profile: NetworkProfileName
  /** Micro-dollars a month as estimated when it was deployed; null when it was not. */
  estimate: { perMonth: number; low: number; high: number } | null
}

const storedEstimate = costEstimateSchema.pick({ perMonth: true, range: true })

/** The tenant's runners with what they were estimated to cost, newest first; `cursor` is the last id of the page before. */
export async function listRunnerCosts(
  actor: Actor,
  page: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ runners: RunnerCost[]; next: string | undefined }> {
  authorise(actor, 'cost:read')
  const { tenantId } = actor
  const limit = page.limit ?? 50
  const found = await db.runner.findMany({
    where: { tenantId, status: { not: 'destroyed' }, ...(page.cursor ? { id: { lt: page.cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: {
      id: true,
      name: true,
      deploymentId: true,
      runnerClass: true,
      size: true,
      profile: true,
      environment: { select: { name: true } },
    },
  })
  const { rows, next } = pageOf(found, limit, (last) => last.id)
  const estimates = await estimatesOf(
    tenantId,
    rows.map(({ deploymentId }) => deploymentId),
  )
  return {
    runners: rows.map(({ id, environment, deploymentId, ...runner }) => ({
      runnerId: id,
      ...runner,
      environment: environment.name,
      estimate: estimates.get(deploymentId) ?? null,
    })),
    next,
  }
}

/** The two figures of each estimate, without its lines: a list carries no payloads. */
async function estimatesOf(tenantId: string, deploymentIds: string[]): Promise<Map<string, RunnerCost['estimate']>> {
  // Raw for the JSON path only; the tenant is in the condition.
  const rows = await unsafeDb.$queryRaw<{ id: string; figures: unknown }[]>`
    select id, jsonb_build_object('perMonth', "costEstimate"->'perMonth', 'range', "costEstimate"->'range') as figures
    from "Deployment"
    where "tenantId" = ${tenantId} and id = any(${deploymentIds}) and "costEstimate" is not null`
  return new Map(
    rows.flatMap(({ id, figures }) => {
      const read = storedEstimate.safeParse(figures)
      return read.success ? [[id, { perMonth: read.data.perMonth, ...read.data.range }] as const] : []
    }),
  )
}
