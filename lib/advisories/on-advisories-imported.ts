import type { Tx } from '../db/client.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../worker/enqueue.ts'

/**
 * What must follow when vulnerability data changed, in the transaction of the change: everything that runs is matched
 * again, by the worker and for every tenant.
 */
export async function onAdvisoriesImported(tx: Tx): Promise<void> {
  const id = newId('advisorySource')
  await enqueue(tx, 'reevaluate', `reevaluate:${id}`, 'new vulnerability data arrived')
}
