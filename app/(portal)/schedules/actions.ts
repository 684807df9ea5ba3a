'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { pauseRuns } from '#lib/pauses/pause-runs.ts'
import { resumeRuns } from '#lib/pauses/resume-runs.ts'
import { pauseInput, resumeInput } from '#lib/pauses/schema.ts'
import { removeCalendar } from '#lib/triggers/calendars/remove-calendar.ts'
import { saveCalendar } from '#lib/triggers/calendars/save-calendar.ts'
import { calendarInput } from '#lib/triggers/calendars/schema.ts'

export const pauseAction = action({ permission: 'run:pause', input: pauseInput, handler: pauseRuns })

export const resumeAction = action({
  permission: 'run:pause',
  input: resumeInput,
  handler: (actor, { id }) => resumeRuns(actor, id),
})

export const saveCalendarAction = action({ permission: 'calendar:manage', input: calendarInput, handler: saveCalendar })

export const removeCalendarAction = action({
  permission: 'calendar:manage',
  input: z.strictObject({ name: z.string().max(63) }),
  handler: (actor, { name }) => removeCalendar(actor, name),
})
