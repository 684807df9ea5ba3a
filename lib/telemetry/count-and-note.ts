import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { countEnded } from './count-ended.ts'
import { noteForExport } from './export-traces.ts'

/** What telemetry has to do with runs that are over: they are counted, and their traces are sent. */
export async function countAndNote(
  tx: Tx,
  { tenantId }: Actor,
  ended: readonly { run: { id: string } }[],
): Promise<void> {
  const ids = ended.map(({ run }) => run.id)
  await countEnded(tx, tenantId, ids)
  await noteForExport(tx, tenantId, ids)
}
