import { type Tx, unsafeTx } from '../../db/client.ts'
import { ANY, type ScopedQuota, type ScopedRow } from './schema.ts'

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

/** The quotas and budgets that apply to a tenant, scope by scope. */
export async function readQuotaLayers(tx: Tx, tenantId: string): Promise<ScopedQuota[]> {
  const rows = await unsafeTx(tx).quota.findMany({ where: { tenantId: { in: [tenantId, ANY] } } })
  return rows.map(({ scope, environment, maxRunners, maxConcurrency, monthlyBudget, policyVersion }) => ({
    scope,
    environment,
    maxRunners,
    maxConcurrency,
    monthlyBudget: monthlyBudget === null ? null : Number(monthlyBudget),
    version: policyVersion,
  }))
}
