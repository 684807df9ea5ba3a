import { sendMail } from '../mail/send-mail.ts'
import { sendWebhook } from '../webhooks/send-webhook.ts'
import { type Claimed, claimDelivery } from './claim-delivery.ts'
import type { Outcome } from './outcome.ts'
import { settleDelivery } from './settle-delivery.ts'

/** Tries one claimed delivery and writes down how it went. Never throws for what the other side does. */
export async function deliver(claimed: Claimed, now: () => Date = () => new Date()): Promise<Outcome> {
  const [at, began] = [now(), performance.now()]
  const outcome = await (claimed.channel === 'mail' ? sendMail(claimed) : sendWebhook(claimed, at))
  await settleDelivery(claimed, outcome, { at, durationMs: Math.round(performance.now() - began) }, now())
  return outcome
}

/** Delivers all that is due, one after another. Returns how many were tried. */
export async function deliverDue(now: () => Date = () => new Date()): Promise<number> {
  let tried = 0
  for (let next = await claimDelivery(now()); next; next = await claimDelivery(now())) {
    await deliver(next, now)
    tried++
  }
  return tried
}
