import { addWindow } from '#lib/freezes/add-window.ts'
import { listWindows } from '#lib/freezes/queries.ts'
import { windowInput } from '#lib/freezes/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'When environments change; one without a window changes at any time',
  permission: 'environment:read',
  handler: async (actor) => ({ windows: await listWindows(actor) }),
})

export const POST = route({
  summary: 'Let an environment change at this time of these days, and at no other',
  permission: 'environment:write',
  body: windowInput,
  status: 201,
  handler: (actor, { body }) => addWindow(actor, body),
})
