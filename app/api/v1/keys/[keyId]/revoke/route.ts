import { z } from 'zod'
import { revokeKeyInput, revokeSigningKey } from '#lib/artifacts/sign/revoke-signing-key.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Stop trusting a signing key for good',
  permission: 'key:rotate',
  params: revokeKeyInput.pick({ keyId: true }),
  body: z.strictObject({ reason: revokeKeyInput.shape.reason }),
  handler: (actor, { params, body }) => revokeSigningKey(actor, { ...params, ...body }),
})
