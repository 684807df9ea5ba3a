import { route } from '#lib/http/route.ts'
import { rehearseReplay } from '#lib/replays/rehearse-replay.ts'
import { rehearseInput } from '#lib/replays/schema.ts'

export const POST = route({
  summary: 'What would come of a replay, were it begun now; nothing is changed and nothing is kept',
  permission: 'run:start',
  body: rehearseInput,
  handler: (actor, { body }) => rehearseReplay(actor, body),
})
