import { systemActor } from '../auth/actor.ts'
import { systemClock } from '../clock.ts'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { fetchSecret } from '../secrets/fetch-secret.ts'
import { type StartedRun, startRun } from './start-run.ts'
import { badSignature, verifyWebhook } from './webhook-signature.ts'

export type WebhookDelivery = {
  triggerId: string
  /** What the sender calls this delivery; sent again, it is the same run. */
  delivery: string | null
  signature: string | null
  /** The body as received: the signature is over these very characters. */
  body: string
}

/**
 * Starts a run for a signed delivery. A delivery that was sent before answers with the run it started. Throws
 * `bad_signature` alike for unknown addresses and wrong signatures, `invalid_input`, and what `startRun` throws.
 */
export async function startRunFromWebhook(given: WebhookDelivery, clock = systemClock): Promise<StartedRun> {
  // The address names the trigger and so the tenant; there is no actor before that.
  const trigger = await unsafeDb.trigger.findFirst({ where: { id: given.triggerId, kind: 'webhook', active: true } })
  const tenant = trigger && (await unsafeDb.tenant.findUnique({ where: { id: trigger.tenantId } }))
  if (!trigger?.secretPath || !tenant || tenant.suspendedAt) throw badSignature()
  const actor = systemActor(tenant, 'webhook')
  const delivery = given.delivery ?? ''
  verifyWebhook(await fetchSecret(actor, trigger.secretPath), { ...given, delivery }, clock.now())
  if (!/^[\w.-]{1,100}$/.test(delivery)) {
    throw new BareCountError('invalid_input', 'A delivery needs an id of up to 100 letters, digits and . _ -', {
      remedy: 'Send it in the header BareCount-Delivery; sending the same id again repeats nothing.',
    })
  }
  return startRun(actor, {
    runnerId: trigger.runnerId,
    token: `webhook:${trigger.id}:${delivery}`,
    input: parsed(given.body),
    origin: 'webhook',
    triggerId: trigger.id,
  })
}

function parsed(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body)
  } catch (error) {
    throw new BareCountError('invalid_input', `The body is not JSON: ${(error as Error).message}`)
  }
}
