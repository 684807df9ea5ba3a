import { type Tx, unsafeTx } from '../../db/client.ts'
import { cellKey } from '../matrix/effective-matrix.ts'
import { resolveOffer } from '../matrix/resolve-offer.ts'
import { resolveQuota } from '../matrix/resolve-quota.ts'
import type { MatrixRow, QuotaRow, ScopedQuota, ScopedRow } from '../matrix/schema.ts'
import type { PolicyScopeName } from '../registry/schema.ts'
import type { Combination } from '../schema.ts'

/** Rows with whose they are: '' for the platform's. */
export type OwnedRow = ScopedRow & { tenantId: string }
export type OwnedQuota = ScopedQuota & { tenantId: string }

/** What the matrix and the quotas say to every tenant. */
export type Offers = {
  isOffered(tenantId: string, asked: Combination & { environment: string; classification: string }): boolean
  quota(
    tenantId: string,
    environment: string,
  ): {
    maxRunners: number
    maxConcurrency: number
    monthlyBudget?: number
    environmentBudget?: number
  }
}

/** Every row of every tenant, as the gates read them now. */
export async function readOwnedRows(tx: Tx): Promise<{ matrix: OwnedRow[]; quotas: OwnedQuota[] }> {
  // A simulation looks at every tenant.
  const [cells, quotas] = await Promise.all([unsafeTx(tx).matrixCell.findMany(), unsafeTx(tx).quota.findMany()])
  return {
    matrix: cells.map(({ runnerClass, networkProfile, policyVersion, ...row }) => ({
      ...row,
      class: runnerClass,
      profile: networkProfile,
      classification: row.classification as OwnedRow['classification'],
      version: policyVersion,
    })),
    quotas: quotas.map(({ policyVersion, monthlyBudget, ...row }) => ({
      ...row,
      monthlyBudget: monthlyBudget === null ? null : Number(monthlyBudget),
      version: policyVersion,
    })),
  }
}

/** The rows with a draft's in the place of those of its layer. Pure. */
export function withDraftRows(
  { matrix, quotas }: { matrix: OwnedRow[]; quotas: OwnedQuota[] },
  draft: { scope: PolicyScopeName; scopeTenantId: string; matrix: MatrixRow[]; quota: QuotaRow[] },
): { matrix: OwnedRow[]; quotas: OwnedQuota[] } {
  const layer = { scope: draft.scope, tenantId: draft.scopeTenantId, version: 0 }
  const others = (row: { scope: string; tenantId: string }) =>
    row.scope !== layer.scope || row.tenantId !== layer.tenantId
  return {
    matrix: [...matrix.filter(others), ...draft.matrix.map((row) => ({ ...row, ...layer }))],
    quotas: [...quotas.filter(others), ...draft.quota.map((row) => ({ ...row, ...layer }))],
  }
}

/** Answers from rows, each question once. Pure. */
export function makeOffers({ matrix, quotas }: { matrix: OwnedRow[]; quotas: OwnedQuota[] }): Offers {
  const rows = groupBy(matrix, (row) => `${row.tenantId} ${cellKey(row)}`)
  const limits = groupBy(quotas, ({ tenantId }) => tenantId)
  const offered = new Map<string, boolean>()
  const given = new Map<string, ReturnType<Offers['quota']>>()
  return {
    isOffered(tenantId, asked) {
      const cell = cellKey(asked)
      const key = `${tenantId} ${cell} ${asked.environment} ${asked.classification}`
      const known = offered.get(key)
      if (known !== undefined) return known
      const applying = [...(rows.get(`${tenantId} ${cell}`) ?? []), ...(rows.get(` ${cell}`) ?? [])]
      const { allowed } = resolveOffer(applying, asked)
      offered.set(key, allowed)
      return allowed
    },
    quota(tenantId, environment) {
      const key = `${tenantId} ${environment}`
      const known = given.get(key)
      if (known) return known
      const applying = [...(limits.get(tenantId) ?? []), ...(limits.get('') ?? [])]
      const { maxRunners, maxConcurrency, monthlyBudget } = resolveQuota(applying)
      const here = resolveQuota(applying, environment).monthlyBudget.value
      const quota = {
        maxRunners: maxRunners.value ?? 0,
        maxConcurrency: maxConcurrency.value ?? 0,
        ...(monthlyBudget.value !== null && { monthlyBudget: monthlyBudget.value }),
        ...(here !== null && { environmentBudget: here }),
      }
      given.set(key, quota)
      return quota
    },
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
