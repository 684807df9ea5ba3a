import { route } from '#lib/http/route.ts'
import { holdPromotion } from '#lib/promotions/hold-promotion.ts'
import { holdInput } from '#lib/promotions/schema.ts'

export const POST = route({
  summary: 'Keep what runs of a manifest in an environment from going on',
  permission: 'promotion:hold',
  body: holdInput,
  status: 201,
  handler: (actor, { body }) => holdPromotion(actor, body),
})
