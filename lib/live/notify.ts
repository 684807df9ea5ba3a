import type { Tx, UnsafeTx } from '../db/client.ts'

/** The one channel on which every process hears what changed. The payload is the id of the thing that did. */
export const CHANGES_CHANNEL = 'barecount_changes'

/** What listeners of a tenant's promotion board are woken by. */
export const boardOf = (tenantId: string): string => `board:${tenantId}`

/** As `notifyChange`, of several things at once. */
export async function notifyChanges(tx: Tx | UnsafeTx, subjectIds: readonly string[]): Promise<void> {
  await (tx as UnsafeTx).$executeRaw`
    select pg_notify(${CHANGES_CHANNEL}, subject) from unnest(${subjectIds}::text[]) subject`
}

/** Tells listeners, when this transaction commits, that the thing with this id has changed. */
export async function notifyChange(tx: Tx | UnsafeTx, subjectId: string): Promise<void> {
  await (tx as UnsafeTx).$executeRaw`select pg_notify(${CHANGES_CHANNEL}, ${subjectId})`
}
