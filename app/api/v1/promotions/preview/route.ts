import { route } from '#lib/http/route.ts'
import { previewMove } from '#lib/promotions/preview-move.ts'
import { moveInput } from '#lib/promotions/schema.ts'

export const POST = route({
  summary: 'What a promotion or rollback would change and what policy says of it; nothing is stored',
  permission: 'runner:read',
  body: moveInput,
  handler: (actor, { body }) => previewMove(actor, body),
})
