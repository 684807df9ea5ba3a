import type { Tx } from '../../db/client.ts'
import type { MatrixScope } from './matrix-words.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import type { MatrixRow, QuotaRow } from './schema.ts'

/** The matrix and the quotas that gates read of a layer now: what a first version of it begins with. */
export async function standingParts(
  tx: Tx,
  layer: { scope: MatrixScope; scopeTenantId: string },
): Promise<{ matrix: MatrixRow[]; quota: QuotaRow[] }> {
  const [rows, quotas] = await Promise.all([
    readMatrixLayers(tx, layer.scopeTenantId),
    readQuotaLayers(tx, layer.scopeTenantId),
  ])
  const own = <T extends { scope: MatrixScope }>({ scope }: T) => scope === layer.scope
  return {
    matrix: rows.filter(own).map(({ scope: _, version: __, ...row }) => row),
    quota: quotas.filter(own).map(({ scope: _, version: __, ...row }) => row),
  }
}
