/** The most an artifact may carry into a place; null: any number. */
export type Limits = {
  critical: number
  high: number
  medium: number | null
  /** Packages without vulnerability data. */
  unknown: number | null
  licences: 'deny' | 'review'
}

export type LimitRow = Limits & { tenantId: string; environment: string; classification: string }

/** What holds where nobody has set anything. */
export const defaultLimits: Limits = { critical: 0, high: 5, medium: null, unknown: null, licences: 'deny' }

/** Stands for every tenant, environment or classification. */
export const EVERY = '*'

/**
 * The row that counts: the tenant's own before the platform's, then the one that names the environment, then the one
 * that names the classification. `rows` hold no others than those that apply. Pure.
 */
export function pickLimits(rows: readonly LimitRow[]): Limits {
  const weight = ({ tenantId, environment, classification }: LimitRow) =>
    (tenantId === EVERY ? 0 : 4) + (environment === EVERY ? 0 : 2) + (classification === EVERY ? 0 : 1)
  const [best] = [...rows].sort((a, b) => weight(b) - weight(a))
  if (!best) return defaultLimits
  const { critical, high, medium, unknown, licences } = best
  return { critical, high, medium, unknown, licences }
}
