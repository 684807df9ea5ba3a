import { previewTriage } from '#lib/findings/preview-triage.ts'
import { previewInput } from '#lib/findings/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'What a triage of these findings would reach; changes nothing',
  permission: 'finding:triage',
  body: previewInput,
  handler: (actor, { body }) => previewTriage(actor, body),
})
