import type { Tx } from '../db/client.ts'
import { nextStartOf, timingFacts } from '../freezes/timing-facts.ts'
import type { GovernedMatter } from '../policy/governance-facts.ts'

/**
 * When a change that may not begin at its instant may: at the next opening of its window that no freeze covers.
 * Undefined when it may, and for what is frozen at that instant: that is denied, not put off.
 */
export async function nextStart(tx: Tx, matter: GovernedMatter): Promise<Date | undefined> {
  const { freezes, window } = await timingFacts(tx, matter)
  if (freezes || !window || window.open) return undefined
  return nextStartOf(tx, matter)
}
