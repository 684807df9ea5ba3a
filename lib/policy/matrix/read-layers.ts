import { type Tx, unsafeTx } from '../../db/client.ts'
import { scopedRows } from './limit-rows.ts'
import { ANY } from './matrix-words.ts'
import type { ScopedQuota, ScopedRow } from './schema.ts'

/** Every row that says something about a tenant: the platform's, its own, and its contract's. */
export async function readMatrixLayers(tx: Tx, tenantId: string): Promise<ScopedRow[]> {
  // The platform's rows belong to no tenant.
  const rows = await unsafeTx(tx).matrixCell.findMany({ where: { tenantId: { in: [tenantId, ANY] } } })
  return rows.map(
    ({ runnerClass, networkProfile, policyVersion, size, scope, environment, classification, allowed }) => ({
      scope,
      environment,
      classification: classification as ScopedRow['classification'],
      class: runnerClass,
      size,
      profile: networkProfile,
      allowed,
      version: policyVersion,
    }),
  )
}

/** The quotas, budgets and class limits that apply to a tenant, scope by scope. */
export async function readQuotaLayers(tx: Tx, tenantId: string): Promise<ScopedQuota[]> {
  const where = { tenantId: { in: [tenantId, ANY] } }
  const quotas = await unsafeTx(tx).quota.findMany({ where, omit: { tenantId: true } })
  const classes = await unsafeTx(tx).classLimit.findMany({ where, omit: { tenantId: true } })
  return scopedRows(quotas, classes)
}
