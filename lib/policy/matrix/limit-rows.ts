import type { ClassLimit, Quota } from '../../db/generated/client.ts'
import { BareCountError } from '../../errors.ts'
import type { RunnerClassName } from '../../manifests/classes.ts'
import { ANY, type MatrixScope } from './matrix-words.ts'
import { emptyQuota, type QuotaRow, type ScopedQuota } from './schema.ts'

const HOUR_MS = 3_600_000

type Layer = 'tenantId' | 'scope' | 'policyVersion'
type LimitRows = { quotas: Omit<Quota, Layer>[]; classes: Omit<ClassLimit, Layer>[] }

/**
 * Quotas and budgets as gates read them: rows of a class apart from the others. Throws `invalid_input` when a layer
 * other than the platform's says how many runs all tenants may have at once. Pure.
 */
export function limitsOfRows(rows: readonly QuotaRow[], scope: MatrixScope): LimitRows {
  refusePlatformWord(rows, scope)
  const quotas = rows.filter((row) => row.class === ANY)
  return {
    quotas: quotas.map(({ class: _, maxRunning: __, monthlyHours: ___, monthlyBudget, ...row }) => ({
      ...row,
      monthlyBudget: monthlyBudget === null ? null : BigInt(monthlyBudget),
    })),
    classes: rows.flatMap(({ class: runnerClass, maxRunning, monthlyHours }) =>
      runnerClass === ANY
        ? []
        : {
            runnerClass,
            maxRunning,
            monthlyMs: monthlyHours === null ? null : BigInt(Math.round(monthlyHours * HOUR_MS)),
          },
    ),
  }
}

/** Throws `invalid_input` when a layer says what only the platform may. */
export function refusePlatformWord(rows: readonly QuotaRow[], scope: MatrixScope): void {
  if (scope === 'platform' || rows.every(({ platformConcurrency }) => platformConcurrency === null)) return
  throw new BareCountError(
    'invalid_input',
    'Runs at once over all tenants (platformConcurrency) are the platform’s to limit.',
    {
      remedy: 'Leave it out here, or set it in a draft of the platform.',
    },
  )
}

/** The same rows as a draft has them. Pure. */
export function scopedRows(
  quotas: readonly Omit<Quota, 'tenantId'>[],
  classes: readonly Omit<ClassLimit, 'tenantId'>[],
): ScopedQuota[] {
  return [
    ...quotas.map(({ policyVersion, monthlyBudget, ...row }) => ({
      ...emptyQuota(),
      ...row,
      monthlyBudget: monthlyBudget === null ? null : Number(monthlyBudget),
      version: policyVersion,
    })),
    ...classes.map(({ policyVersion, runnerClass, monthlyMs, ...row }) => ({
      ...emptyQuota({ class: runnerClass satisfies RunnerClassName }),
      ...row,
      monthlyHours: monthlyMs === null ? null : Number(monthlyMs) / HOUR_MS,
      version: policyVersion,
    })),
  ]
}
