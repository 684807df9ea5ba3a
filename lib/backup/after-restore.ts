import { systemActorOf } from '../auth/system-actor-of.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { checkLog, type LogCheck } from '../evidence/check-log.ts'
import { latestCheckpoint } from '../evidence/log-store.ts'
import { rememberHead } from '../evidence/seen-head.ts'
import type { BackupManifest } from './manifest.ts'

export type RestoredTenant = LogCheck & { slug: string }

/**
 * Checks every tenant's log as it was restored, makes its last checkpoint the one that this home goes on from, and
 * writes down in each that it was restored: whoever holds a later checkpoint can read why it has no successor.
 */
export async function afterRestore({ id, takenAt }: BackupManifest): Promise<RestoredTenant[]> {
  const restored: RestoredTenant[] = []
  for (const tenant of await unsafeDb.tenant.findMany({ select: { id: true, slug: true }, orderBy: { slug: 'asc' } })) {
    const check = await checkLog(tenant.id)
    restored.push({ slug: tenant.slug, ...check })
    if (check.problems.length) continue // a log that is broken is left as it is
    const head = await latestCheckpoint(db, tenant.id)
    if (head) rememberHead(tenant.id, head.note)
    const actor = await systemActorOf(tenant.id, 'worker')
    await transaction((tx) =>
      appendEvidence(tx, {
        kind: 'portal.restored',
        actor,
        result: 'info',
        backupId: id,
        takenAt,
        treeSize: head?.size ?? 0,
        pending: check.pending,
      }),
    )
  }
  return restored
}
