import { db } from '../db/client.ts'
import type { Claimed } from '../deliveries/claim-delivery.ts'
import type { Outcome } from '../deliveries/outcome.ts'
import { log } from '../log.ts'
import { loopbackAllowed } from './loopback-allowed.ts'
import { postWebhook } from './post-webhook.ts'
import { signingSecrets } from './secrets.ts'
import { SIGNATURE_HEADER, signatureOf } from './signature.ts'

/**
 * Posts one event to its endpoint, signed at this moment. Should a worker die between the answer and our note of it, the
 * event is posted again under the same id.
 */
export async function sendWebhook(claimed: Claimed, at: Date): Promise<Outcome> {
  const endpoint = await db.webhookEndpoint.findFirst({
    where: { tenantId: claimed.tenantId, id: claimed.endpointId ?? '' },
  })
  if (!endpoint) return { succeeded: false, final: true, error: 'The webhook was removed.' }
  if (endpoint.disabledAt) return { succeeded: false, final: true, error: 'The webhook is switched off.' }
  let secrets: string[]
  try {
    secrets = signingSecrets(endpoint, at)
  } catch (error) {
    log.error({ err: error, webhookId: endpoint.id }, 'the secret of a webhook does not open')
    return { succeeded: false, error: 'Its secret does not open: it was changed, or the key was. Rotate it.' }
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'BareCount-Webhooks/1',
    'BareCount-Event-Id': claimed.eventId,
    'BareCount-Event-Kind': claimed.kind ?? 'ping',
    'BareCount-Delivery-Id': claimed.id,
    'BareCount-Attempt': String(claimed.attempts),
    [SIGNATURE_HEADER]: signatureOf(secrets, Math.floor(at.getTime() / 1000), claimed.body),
  }
  return postWebhook(endpoint.url, { headers, body: claimed.body }, { loopback: loopbackAllowed() })
}
