import type { Tx } from '../db/client.ts'

/** What must follow when vulnerability data changed, in the transaction of the change. */
export async function onAdvisoriesImported(_tx: Tx): Promise<void> {}
