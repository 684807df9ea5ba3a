import { evidenceTrustedRoot } from '#lib/evidence/evidence-keys.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'What a Sigstore verifier must trust to check proofs of this log (trusted_root.json)',
  permission: 'evidence:read',
  handler: (actor) => evidenceTrustedRoot(actor),
})
