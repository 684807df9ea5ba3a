import { changesOf } from '../live/changes.ts'
import { log } from '../log.ts'
import { claimDelivery } from './claim-delivery.ts'
import { deliver } from './deliver.ts'
import { DELIVERIES } from './queue-deliveries.ts'

const AT_ONCE = 16
/** A slow receiver takes no more than these; the others' messages go on. */
const AT_ONCE_PER_ENDPOINT = 4

/**
 * Delivers what is due until `signal` aborts: at once when something is queued, and within seconds when a wait is over.
 * Any number of workers may run this. What is under way when one stops is finished first; what one that dies had in
 * hand is taken over when its lease ends.
 */
export async function runDeliveries(signal: AbortSignal): Promise<void> {
  const going = new Map<Promise<unknown>, string | null>()
  const busy = () => {
    const counts = new Map<string, number>()
    for (const endpoint of going.values()) if (endpoint) counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1)
    return [...counts].filter(([, count]) => count >= AT_ONCE_PER_ENDPOINT).map(([endpoint]) => endpoint)
  }
  let wake = () => {}
  const follow = async () => {
    for await (const _ of changesOf(DELIVERIES, signal)) wake()
  }
  const following = follow()
  signal.addEventListener('abort', () => wake(), { once: true })
  while (!signal.aborted) {
    // Made before looking: what comes meanwhile is looked for again.
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    while (!signal.aborted && going.size < AT_ONCE) {
      const claimed = await claimDelivery(new Date(), busy()).catch(unreadable)
      if (!claimed) break
      const one: Promise<unknown> = deliver(claimed)
        .catch((error: unknown) => log.error({ err: error, deliveryId: claimed.id }, 'a delivery was not settled'))
        .finally(() => {
          going.delete(one)
          wake()
        })
      going.set(one, claimed.endpointId)
    }
    if (!signal.aborted) await woken
  }
  await Promise.allSettled([following, ...going.keys()])
}

function unreadable(error: unknown): undefined {
  log.warn({ err: error }, 'deliveries could not be read')
}
