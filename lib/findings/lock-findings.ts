import { type Tx, unsafeTx } from '../db/client.ts'

/**
 * One change of a tenant's findings and triages at a time, until the transaction ends. Without it a triage and a scan in
 * the same instant would each miss what the other wrote.
 */
export async function lockFindings(tx: Tx, tenantId: string): Promise<void> {
  await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`findings:${tenantId}`}, 0))`
}
