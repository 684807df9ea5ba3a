import { type Tx, transaction } from '../db/client.ts'
import { recordHealth } from '../webhooks/record-health.ts'
import { nextTry } from './backoff.ts'
import type { Claimed } from './claim-delivery.ts'
import type { Outcome } from './outcome.ts'

type Tried = { at: Date; durationMs: number }

/**
 * Writes down how a try went, and what follows: delivered, another try later, or given up. What another worker has
 * taken over meanwhile is left to it; the try is in the log all the same, since it may have been sent.
 */
export async function settleDelivery(claimed: Claimed, outcome: Outcome, tried: Tried, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const mine = await move(tx, claimed, outcome, now)
    // Gone with its endpoint: then there is no log either.
    if (!(await tx.delivery.count({ where: { tenantId: claimed.tenantId, id: claimed.id } }))) return
    await tx.deliveryAttempt.createMany({
      data: [
        {
          tenantId: claimed.tenantId,
          deliveryId: claimed.id,
          number: claimed.attempts,
          ...tried,
          succeeded: outcome.succeeded,
          status: outcome.status ?? null,
          answer: outcome.answer ?? null,
          error: outcome.error ?? null,
        },
      ],
    })
    if (mine && claimed.endpointId) await recordHealth(tx, claimed, outcome, now)
  })
}

async function move(tx: Tx, claimed: Claimed, outcome: Outcome, now: Date): Promise<boolean> {
  const tries = claimed.attempts - claimed.attemptsBefore
  const again = outcome.succeeded || outcome.final ? undefined : nextTry(tries, now, claimed.giveUpAt)
  const last = { lastStatus: outcome.status ?? null, lastError: outcome.error ?? null }
  const { count } = await tx.delivery.updateMany({
    where: { tenantId: claimed.tenantId, id: claimed.id, status: 'sending', attempts: claimed.attempts },
    data: again
      ? { ...last, status: 'waiting', nextAt: again }
      : { ...last, status: outcome.succeeded ? 'delivered' : 'failed', settledAt: now },
  })
  return count > 0
}
