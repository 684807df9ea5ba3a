import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { removeCalendar } from '#lib/triggers/calendars/remove-calendar.ts'

export const DELETE = route({
  summary: 'Remove a calendar that no schedule excludes',
  permission: 'calendar:manage',
  params: z.object({ calendar: z.string() }),
  handler: (actor, { params }) => removeCalendar(actor, params.calendar),
})
