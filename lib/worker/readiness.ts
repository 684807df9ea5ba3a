import { unsafeDb } from '../db/client.ts'

/** A worker writes its heartbeat every two seconds; three missed ones count as gone. */
const FRESH_MS = 6000

/** How many workers answer. */
export function workersAlive(now: Date): Promise<number> {
  return unsafeDb.workerHeartbeat.count({ where: { at: { gt: new Date(now.getTime() - FRESH_MS) } } })
}

export type Readiness = { ready: boolean; database: 'ok' | 'unreachable'; worker: 'ok' | 'no heartbeat' }

/** Whether the parts the portal needs are running. Never throws. */
export async function readiness(): Promise<Readiness> {
  try {
    const beat = await unsafeDb.workerHeartbeat.findFirst({ where: { at: { gt: new Date(Date.now() - FRESH_MS) } } })
    return { ready: beat !== null, database: 'ok', worker: beat ? 'ok' : 'no heartbeat' }
  } catch {
    return { ready: false, database: 'unreachable', worker: 'no heartbeat' }
  }
}
