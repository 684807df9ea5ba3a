import type { Tx } from '../../db/client.ts'
import type { PolicyVersion } from '../../db/generated/client.ts'
import { limitsOfRows } from './limit-rows.ts'
import { matrixPartSchema, quotaPartSchema } from './schema.ts'

type Version = Pick<PolicyVersion, 'version' | 'scope' | 'scopeTenantId' | 'matrix' | 'quota'>

/**
 * Makes the matrix, quotas, budgets and class limits of a version the ones that gates read, in place of those its layer had. Called
 * where a version is activated, in its transaction. Throws on parts that do not parse, so that such a version never
 * becomes active.
 */
export async function projectMatrix(tx: Tx, { version, scope, scopeTenantId, matrix, quota }: Version): Promise<void> {
  const rows = matrixPartSchema.parse(matrix)
  const quotas = quotaPartSchema.parse(quota ?? [])
  const layer = { tenantId: scopeTenantId, scope }
  await tx.matrixCell.deleteMany({ where: layer })
  await tx.quota.deleteMany({ where: layer })
  await tx.classLimit.deleteMany({ where: layer })
  await tx.matrixCell.createMany({
    data: rows.map(({ class: runnerClass, profile: networkProfile, size, environment, classification, allowed }) => ({
      ...layer,
      runnerClass,
      size,
      networkProfile,
      environment,
      classification,
      allowed,
      policyVersion: version,
    })),
  })
  const limits = limitsOfRows(quotas, scope)
  await tx.quota.createMany({ data: limits.quotas.map((row) => ({ ...layer, ...row, policyVersion: version })) })
  await tx.classLimit.createMany({ data: limits.classes.map((row) => ({ ...layer, ...row, policyVersion: version })) })
}
