import { z } from 'zod'
import { calendarName, dateSpan } from '../../manifests/trigger-words.ts'

export const calendarInput = z.strictObject({
  name: calendarName,
  description: z.string().trim().max(200).default(''),
  days: z.array(dateSpan).min(1, 'Write at least one day.').max(1000),
})
export type CalendarInput = z.input<typeof calendarInput>
