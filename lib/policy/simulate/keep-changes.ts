import type { Tx } from '../../db/client.ts'
import type { SimulatedChange } from './simulate-draft.ts'

/**
 * Keeps changes of a simulation in the order they are given. One statement with one document: a statement of a value a
 * cell takes the client longer to make than the whole simulation takes.
 */
export async function keepChanges(
  tx: Tx,
  { tenantId, simulationId }: { tenantId: string; simulationId: string },
  changes: readonly SimulatedChange[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change, index) => ({ ...change, subjectTenantId: change.tenantId, seq: index + 1 }))
  await tx.$executeRaw`
    insert into "PolicySimulationChange" ("tenantId", "simulationId", seq, kind, "subjectId", "subjectTenantId",
      "tenantSlug", name, environment, gate, "allowedBefore", "allowedAfter", added, removed, reason)
    select ${tenantId}, ${simulationId}, seq, kind, "subjectId", "subjectTenantId", "tenantSlug", name, environment, gate,
      "allowedBefore", "allowedAfter", added, removed, reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (seq int, kind text, "subjectId" text,
      "subjectTenantId" text, "tenantSlug" text, name text, environment text, gate "PolicyGate", "allowedBefore" boolean,
      "allowedAfter" boolean, added text[], removed text[], reason text)`
}
