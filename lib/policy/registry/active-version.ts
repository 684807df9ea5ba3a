import type { Tx } from '../../db/client.ts'
import { unsafeTx } from '../../db/client.ts'
import type { PolicyVersion } from '../../db/generated/client.ts'
import type { Layer } from './layer.ts'

/** The active version of a layer. Versions belong to layers, and the platform's layer to no tenant. */
export async function activeVersion(
  tx: Tx,
  { scope, scopeTenantId }: Pick<Layer, 'scope' | 'scopeTenantId'>,
): Promise<PolicyVersion | undefined> {
  const where = { scope, scopeTenantId, activatedAt: { not: null }, retiredAt: null }
  return (await unsafeTx(tx).policyVersion.findFirst({ where })) ?? undefined
}
