import { z } from 'zod'
import { evidenceBundle } from '#lib/evidence/evidence-keys.ts'
import { proveEvidence, tlogProof } from '#lib/evidence/prove-evidence.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Proof of one entry: a Sigstore bundle v0.3, or a tlog-proof as text',
  permission: 'evidence:read',
  params: z.object({ evidenceId: z.string() }),
  query: z.object({ format: z.enum(['sigstore', 'tlog-proof']).default('sigstore') }),
  handler: async (actor, { params, query }) => {
    const proof = await proveEvidence(actor, params.evidenceId)
    if (query.format === 'sigstore') return evidenceBundle(proof)
    return new Response(tlogProof(proof), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  },
})
