import { z } from 'zod'
import { getEvidence } from '#lib/evidence/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One entry with its statement, its proof, its causes and its consequences',
  permission: 'evidence:read',
  params: z.object({ evidenceId: z.string() }),
  handler: (actor, { params }) => getEvidence(actor, params.evidenceId),
})
