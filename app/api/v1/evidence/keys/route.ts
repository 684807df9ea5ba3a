import { evidencePublicKeys } from '#lib/evidence/evidence-keys.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The public keys that evidence was ever signed with, and the verifier key of the log',
  permission: 'evidence:read',
  handler: (actor) => evidencePublicKeys(actor),
})
