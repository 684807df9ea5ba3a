import { z } from 'zod'
import { closeBreakGlass } from '#lib/break-glass/close-break-glass.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Close a break-glass before its time',
  permission: 'gate:break_glass',
  params: z.object({ breakGlassId: z.string().max(80) }),
  handler: (actor, { params }) => closeBreakGlass(actor, { id: params.breakGlassId }),
})
