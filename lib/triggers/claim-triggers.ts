import { unsafeDb } from '../db/client.ts'
import type { Trigger } from '../db/generated/client.ts'

/** Long enough for one look; a worker that dies in it leaves the trigger to another after that. */
const LEASE_MS = 60_000
const AT_ONCE = 20

/** A trigger that is this worker's to look at. While it is, nobody else does; `nextAt` is its fence. */
export type ClaimedTrigger = Trigger & { nextAt: Date }

/** Takes triggers of a kind whose time has come, of every tenant; two workers never get the same one. */
export async function claimTriggers(kind: 'file_arrival' | 'topic', now: Date): Promise<ClaimedTrigger[]> {
  const until = new Date(now.getTime() + LEASE_MS)
  return unsafeDb.$queryRaw<ClaimedTrigger[]>`
    update "Trigger" t set "nextAt" = ${until}
    from (
      select "tenantId", id from "Trigger" where active and kind = ${kind}::"TriggerKind" and "nextAt" <= ${now}
      order by "nextAt" limit ${AT_ONCE} for update skip locked
    ) due
    where t."tenantId" = due."tenantId" and t.id = due.id
    returning t.*`
}

/**
 * Gives a claimed trigger back: when it is looked at next, and why it starts nothing. One that was woken in the meantime,
 * or that the worker has lost, is left as it is.
 */
export async function releaseTrigger(
  { tenantId, id, nextAt }: ClaimedTrigger,
  next: { nextAt: Date | null; heldBack?: string | null },
): Promise<void> {
  await unsafeDb.trigger.updateMany({
    where: { tenantId, id, nextAt },
    data: { nextAt: next.nextAt, heldBack: next.heldBack ?? null },
  })
}
