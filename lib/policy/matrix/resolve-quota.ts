import { type RunnerClassName, runnerClasses } from '../../manifests/classes.ts'
import { defaultQuota } from '../schema.ts'
import { ANY, type MatrixScope, matrixScopes } from './matrix-words.ts'
import type { ClassFigure, QuotaFigure, ScopedQuota } from './schema.ts'

/** A figure and whose it is; `shipped` where nobody has set one. Null: no budget, no limit. */
export type ResolvedFigure = { value: number | null; scope: MatrixScope | 'shipped'; version: number }

/** What a tenant lives within, figure by figure. */
export type ResolvedQuota = Record<'maxRunners' | 'maxConcurrency' | 'monthlyBudget', ResolvedFigure>

/** What the runs of a class live within. */
export type ResolvedClassLimit = Record<ClassFigure, ResolvedFigure>

const shipped: Partial<Record<QuotaFigure, number>> = defaultQuota

/**
 * Each figure by itself from the contract, else the tenant, else the platform, else as shipped. With an environment:
 * the budget of that environment, which is nobody's unless somebody set it. Pure.
 */
export function resolveQuota(rows: readonly ScopedQuota[], environment: string = ANY): ResolvedQuota {
  const figure = (name: QuotaFigure) => resolveFigure(rows, name, { environment, class: ANY })
  return {
    maxRunners: figure('maxRunners'),
    maxConcurrency: figure('maxConcurrency'),
    monthlyBudget: figure('monthlyBudget'),
  }
}

/** The limits of each class, resolved in the same way; nothing is shipped. Pure. */
export function resolveClassLimits(rows: readonly ScopedQuota[]): Record<RunnerClassName, ResolvedClassLimit> {
  const limits = (name: RunnerClassName): ResolvedClassLimit => ({
    maxRunning: resolveFigure(rows, 'maxRunning', { environment: ANY, class: name }),
    monthlyHours: resolveFigure(rows, 'monthlyHours', { environment: ANY, class: name }),
  })
  return Object.fromEntries(runnerClasses.map((name) => [name, limits(name)])) as Record<
    RunnerClassName,
    ResolvedClassLimit
  >
}

/** Runs at once over all tenants: the platform's word alone. Pure. */
export function resolvePlatformConcurrency(rows: readonly ScopedQuota[]): ResolvedFigure {
  const platform = rows.filter(({ scope }) => scope === 'platform')
  return resolveFigure(platform, 'platformConcurrency', { environment: ANY, class: ANY })
}

/** One figure of one place and whose it is. Pure. */
export function resolveFigure(
  rows: readonly ScopedQuota[],
  name: QuotaFigure,
  place: { environment: string; class: string },
): ResolvedFigure {
  const here = rows.filter((row) => row.environment === place.environment && row.class === place.class)
  for (const scope of matrixScopes) {
    const row = here.find((one) => one.scope === scope && one[name] !== null)
    if (row) return { value: row[name], scope, version: row.version }
  }
  const everywhere = place.environment === ANY && place.class === ANY
  return { value: (everywhere ? shipped[name] : undefined) ?? null, scope: 'shipped', version: 0 }
}
