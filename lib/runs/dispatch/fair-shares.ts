/** A tenant with runs that wait, and how many of its runs are under way. */
export type Asking = { tenantId: string; running: number; waiting: number }

/**
 * How many of the free places each tenant is given: one after another to whoever then has the fewest under way, so that
 * a tenant with a thousand runs in front does not keep out one with a single run. Pure.
 */
export function fairShares(asking: readonly Asking[], places: number): Map<string, number> {
  const shares = new Map<string, number>()
  const heap = asking.map((one) => ({ ...one, given: 0 }))
  for (let left = places; left > 0; left--) {
    let next: (typeof heap)[number] | undefined
    for (const one of heap) {
      if (one.given >= one.waiting) continue
      if (!next || one.running + one.given < next.running + next.given) next = one
    }
    if (!next) break
    next.given++
  }
  for (const { tenantId, given } of heap) if (given) shares.set(tenantId, given)
  return shares
}
