import { z } from 'zod'
import { readSample } from '#lib/dead-letters/read-sample.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'The start of a dead letter’s payload; each reading is evidence',
  permission: 'dead_letter:payload',
  params: z.object({ deadLetterId: z.string().max(40) }),
  handler: (actor, { params }) => readSample(actor, params.deadLetterId),
})
