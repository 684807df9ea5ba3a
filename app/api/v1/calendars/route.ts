import { pageQuery, route } from '#lib/http/route.ts'
import { listCalendars } from '#lib/triggers/calendars/queries.ts'
import { saveCalendar } from '#lib/triggers/calendars/save-calendar.ts'
import { calendarInput } from '#lib/triggers/calendars/schema.ts'

export const GET = route({
  summary: 'Calendars that schedules may exclude, by name',
  permission: 'runner:read',
  query: pageQuery,
  handler: (actor, { query }) => listCalendars(actor, query),
})

export const POST = route({
  summary: 'Keep a calendar, new or changed',
  permission: 'calendar:manage',
  body: calendarInput,
  handler: (actor, { body }) => saveCalendar(actor, body),
})
