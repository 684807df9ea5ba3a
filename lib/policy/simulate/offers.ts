import { type Tx, unsafeTx } from '../../db/client.ts'
import { cellKey } from '../matrix/effective-matrix.ts'
import { scopedRows } from '../matrix/limit-rows.ts'
import { resolveOffer } from '../matrix/resolve-offer.ts'
import { resolveQuota } from '../matrix/resolve-quota.ts'
import type { MatrixRow, QuotaRow, ScopedQuota, ScopedRow } from '../matrix/schema.ts'
import type { PolicyScopeName } from '../registry/schema.ts'
import type { Combination } from '../schema.ts'

/** Rows with whose they are: '' for the platform's. */
export type OwnedRow = ScopedRow & { tenantId: string }
export type OwnedQuota = ScopedQuota & { tenantId: string }

type Place = Combination & { environment: string; classification: string }

/** Whether a combination is offered in a place, and the quota there. */
export type Offer = {
  offered: boolean
  quota: { maxRunners: number; maxConcurrency: number; monthlyBudget?: number; environmentBudget?: number }
}

/** What the matrix and the quotas say to every tenant. */
export type Offers = (tenantId: string, asked: Place) => Offer

/** What they say now and with a draft; one object for both where nothing differs. */
export type OfferPair = { before: Offer; after: Offer }

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
    // Class limits hold for runs as they begin; no deployment is judged by them.
    quotas: quotas.flatMap(({ tenantId, ...row }) => scopedRows([row], []).map((read) => ({ ...read, tenantId }))),
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

/** Both sides of what a draft does to the offers, each question answered once. Pure. */
export function makeOfferPairs(before: Offers, after: Offers): (tenantId: string, asked: Place) => OfferPair {
  return answerOnce((tenantId, asked) => {
    const [now, then] = [before(tenantId, asked), after(tenantId, asked)]
    return { before: now, after: JSON.stringify(now) === JSON.stringify(then) ? now : then }
  })
}

/** Answers from rows. Pure. */
export function makeOffers({ matrix, quotas }: { matrix: OwnedRow[]; quotas: OwnedQuota[] }): Offers {
  const rows = groupBy(matrix, (row) => `${row.tenantId} ${cellKey(row)}`)
  const limits = groupBy(quotas, ({ tenantId }) => tenantId)
  const given = new Map<string, Offer['quota']>()
  const quotaOf = (tenantId: string, environment: string) => {
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
  }
  return (tenantId, asked) => {
    const cell = cellKey(asked)
    const applying = [...(rows.get(`${tenantId} ${cell}`) ?? []), ...(rows.get(` ${cell}`) ?? [])]
    return { offered: resolveOffer(applying, asked).allowed, quota: quotaOf(tenantId, asked.environment) }
  }
}

function answerOnce<T>(answer: (tenantId: string, asked: Place) => T): (tenantId: string, asked: Place) => T {
  const known = new Map<string, T>()
  return (tenantId, asked) => {
    const key = `${tenantId} ${asked.class}/${asked.size}/${asked.profile} ${asked.classification} ${asked.environment}`
    let said = known.get(key)
    if (said === undefined) {
      said = answer(tenantId, asked)
      known.set(key, said)
    }
    return said
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
