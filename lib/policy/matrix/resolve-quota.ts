import { defaultQuota } from '../schema.ts'
import { ANY, type MatrixScope, matrixScopes, type QuotaRow, type ScopedQuota } from './schema.ts'

export type QuotaFigure = 'maxRunners' | 'maxConcurrency' | 'monthlyBudget'

/** A figure and whose it is; `shipped` where nobody has set one. Null: no budget. */
export type ResolvedFigure = { value: number | null; scope: MatrixScope | 'shipped'; version: number }

/** What a tenant lives within, figure by figure. */
export type ResolvedQuota = Record<QuotaFigure, ResolvedFigure>

const shipped: Pick<QuotaRow, QuotaFigure> = { ...defaultQuota, monthlyBudget: null }

/**
 * Each figure by itself from the contract, else the tenant, else the platform, else as shipped. With an environment:
 * the budget of that environment, which is nobody's unless somebody set it. Pure.
 */
export function resolveQuota(rows: readonly ScopedQuota[], environment: string = ANY): ResolvedQuota {
  const figure = (name: QuotaFigure): ResolvedFigure => {
    for (const scope of matrixScopes) {
      const row = rows.find((one) => one.scope === scope && one.environment === environment && one[name] !== null)
      if (row) return { value: row[name], scope, version: row.version }
    }
    return { value: environment === ANY ? shipped[name] : null, scope: 'shipped', version: 0 }
  }
  return {
    maxRunners: figure('maxRunners'),
    maxConcurrency: figure('maxConcurrency'),
    monthlyBudget: figure('monthlyBudget'),
  }
}
