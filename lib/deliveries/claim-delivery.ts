import { unsafeDb } from '../db/client.ts'
import type { DeliveryChannel, NotificationKind } from '../db/generated/enums.ts'

/** Longer than any try may take: within it nobody else sends the same. */
export const LEASE_MS = 60_000

/** A delivery in one worker's hands. `attempts` is its fence: whoever takes it over has a higher one. */
export type Claimed = {
  tenantId: string
  id: string
  eventId: string
  channel: DeliveryChannel
  kind: NotificationKind | null
  endpointId: string | null
  userId: string | null
  body: string
  attempts: number
  /** How many of them were before it was replayed. */
  attemptsBefore: number
  giveUpAt: Date
}

/**
 * Takes the delivery that has been due for longest, of any tenant, for the length of a lease; not one to the endpoints
 * of `busy`. Two workers never get the same: the row is locked, and its lease moves it out of what is due.
 */
export async function claimDelivery(now: Date, busy: readonly string[] = []): Promise<Claimed | undefined> {
  const [claimed] = await unsafeDb.$queryRaw<Claimed[]>`
    update "Delivery" set status = 'sending', attempts = attempts + 1,
      "nextAt" = ${new Date(now.getTime() + LEASE_MS)}
    where ("tenantId", id) in (
      select "tenantId", id from "Delivery"
      where "settledAt" is null and "nextAt" <= ${now}
        and ("endpointId" is null or "endpointId" <> all(${busy}::text[]))
      order by "nextAt" limit 1 for update skip locked
    )
    returning "tenantId", id, "eventId", channel::text as channel, kind::text as kind, "endpointId", "userId", body,
      attempts, "attemptsBefore", "giveUpAt"`
  return claimed
}
