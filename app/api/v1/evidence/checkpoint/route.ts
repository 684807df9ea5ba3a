import { evidenceCheckpoint } from '#lib/evidence/evidence-keys.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The newest signed checkpoint of the log (C2SP tlog-checkpoint). Keep it: later packs must continue it',
  permission: 'evidence:read',
  handler: async (actor) =>
    new Response(await evidenceCheckpoint(actor), { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
})
