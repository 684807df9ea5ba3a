import { z } from 'zod'
import { removeWindow } from '#lib/freezes/remove-window.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Take a window away',
  permission: 'environment:write',
  params: z.object({ windowId: z.string().max(80) }),
  handler: (actor, { params }) => removeWindow(actor, { id: params.windowId }),
})
