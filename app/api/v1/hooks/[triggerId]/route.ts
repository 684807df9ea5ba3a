import { z } from 'zod'
import { readBytes } from '#lib/http/read-body.ts'
import { route } from '#lib/http/route.ts'
import { MAX_INPUT_BYTES } from '#lib/runs/run-input.ts'
import { startRunFromWebhook } from '#lib/runs/start-run-from-webhook.ts'
import { DELIVERY_HEADER, SIGNATURE_HEADER } from '#lib/runs/webhook-signature.ts'

export const POST = route({
  summary: 'Start a run by a signed delivery (BareCount-Signature, BareCount-Delivery)',
  permission: 'public', // the signature is the credential
  params: z.object({ triggerId: z.string() }),
  bytes: { contentType: 'application/json' },
  status: 202,
  handler: async ({ params, request }) =>
    startRunFromWebhook({
      triggerId: params.triggerId,
      delivery: request.headers.get(DELIVERY_HEADER),
      signature: request.headers.get(SIGNATURE_HEADER),
      body: Buffer.from(await readBytes(request, MAX_INPUT_BYTES)).toString('utf8'),
    }),
})
