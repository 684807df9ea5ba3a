import { z } from 'zod'
import { getDeadLetter } from '#lib/dead-letters/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One dead letter: error, attempts, lineage, the runs of its token, the replays it was in',
  permission: 'run:read',
  params: z.object({ deadLetterId: z.string().max(40) }),
  handler: (actor, { params }) => getDeadLetter(actor, params.deadLetterId),
})
