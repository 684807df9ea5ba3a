import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { notFound } from '../../errors.ts'
import { type RunnerClassName, runnerClasses } from '../../manifests/classes.ts'
import { type EffectiveCell, effectiveMatrix } from './effective-matrix.ts'
import { ANY } from './matrix-words.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import {
  type ResolvedClassLimit,
  type ResolvedFigure,
  type ResolvedQuota,
  resolveClassLimits,
  resolvePlatformConcurrency,
  resolveQuota,
} from './resolve-quota.ts'
import type { MatrixPlace } from './schema.ts'

export type MatrixView = MatrixPlace & { cells: EffectiveCell[] }

/** What the actor's tenant is offered in a place for one kind of data, and who decided each combination. */
export async function getMatrix(actor: Actor, place: MatrixPlace): Promise<MatrixView> {
  authorise(actor, 'policy:read')
  const { tenantId } = actor
  const [tenant, rows] = await Promise.all([tenantNamed(tenantId), readMatrixLayers(db, tenantId)])
  return { ...place, cells: effectiveMatrix(rows, place, tenant) }
}

/** Quotas and budgets of a tenant: over everything, and of each environment that has a budget of its own. */
export type QuotaView = { environment: string } & ResolvedQuota

export type ClassLimitView = { class: RunnerClassName } & ResolvedClassLimit

export type Quotas = { quotas: QuotaView[]; classes: ClassLimitView[]; platformConcurrency: ResolvedFigure }

/**
 * What the actor's tenant lives within, figure by figure, and whose each figure is: over everything, by environment, by
 * class, and over all tenants. Money in micro-dollars a month.
 */
export async function getQuotas(actor: Actor): Promise<Quotas> {
  authorise(actor, 'policy:read')
  const layers = await readQuotaLayers(db, actor.tenantId)
  const places = [ANY, ...new Set(layers.map(({ environment }) => environment).filter((name) => name !== ANY))]
  const limits = resolveClassLimits(layers)
  return {
    quotas: places.map((environment) => ({ environment, ...resolveQuota(layers, environment) })),
    classes: runnerClasses.map((name) => ({ class: name, ...limits[name] })),
    platformConcurrency: resolvePlatformConcurrency(layers),
  }
}

async function tenantNamed(id: string): Promise<string> {
  const tenant = await db.tenant.findUnique({ where: { id }, select: { name: true } })
  if (!tenant) throw notFound('tenant')
  return tenant.name
}
