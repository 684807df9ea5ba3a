import type { Tx } from '../db/client.ts'
import type { GovernedMatter } from '../policy/governance-facts.ts'

/** When a change that may not begin at its instant may: at the next opening of its window. Undefined when it may. */
export async function nextStart(_tx: Tx, _matter: GovernedMatter): Promise<Date | undefined> {
  return undefined
}
