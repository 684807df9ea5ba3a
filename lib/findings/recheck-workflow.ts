import { DBOS } from '@dbos-inc/dbos-sdk'
import { type Recheck, recheckLive } from './recheck-live.ts'

/** `recheckLive` as a durable workflow: another worker goes on at the step where one died. */
export function recheckWorkflow(recheck: Recheck): Promise<void> {
  return recheckLive(recheck, (name, work) => DBOS.runStep(work, { name, retriesAllowed: true, maxAttempts: 3 }))
}
