import { route } from '#lib/http/route.ts'
import { markRead } from '#lib/notifications/mark-read.ts'
import { markReadInput } from '#lib/notifications/schema.ts'

export const POST = route({
  summary: 'Mark one’s own notifications as read',
  permission: 'artifact:read',
  body: markReadInput,
  handler: (actor, { body }) => markRead(actor, body),
})
