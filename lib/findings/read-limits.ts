import { type Tx, unsafeTx } from '../db/client.ts'
import { EVERY, type Limits, pickLimits } from './pick-limits.ts'

/** The limits of a tenant for an environment and a classification of data. */
export async function readLimits(
  tx: Tx,
  tenantId: string,
  place: { environment: string; classification: string },
): Promise<Limits> {
  // The platform's own rows belong to no tenant.
  const rows = await unsafeTx(tx).artifactLimit.findMany({
    where: {
      tenantId: { in: [EVERY, tenantId] },
      environment: { in: [EVERY, place.environment] },
      classification: { in: [EVERY, place.classification] },
    },
  })
  return pickLimits(rows)
}
