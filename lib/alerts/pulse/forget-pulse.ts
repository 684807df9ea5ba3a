import { unsafeDb } from '../../db/client.ts'

/** A day more than the longest window of a rule. */
const KEPT_MS = 8 * 24 * 3600_000

/** Forgets figures that no window reaches any more, of every tenant. */
export async function forgetPulse(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  await unsafeDb.runPulse.deleteMany({ where: { at: { lt: before } } })
  await unsafeDb.retryHour.deleteMany({ where: { hour: { lt: before } } })
}
