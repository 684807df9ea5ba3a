import { z } from 'zod'
import { notificationKinds } from '../notifications/schema.ts'

/** An event as it leaves the portal (docs/formats/webhooks.md). Fields are added, never changed. */
export const eventSchema = z.object({
  id: z.string(),
  kind: z.enum([...notificationKinds, 'ping']),
  at: z.iso.datetime(),
  tenant: z.object({ id: z.string(), slug: z.string() }),
  sentence: z.string(),
  url: z.url(),
  subjects: z.array(z.string()),
})
export type OutgoingEvent = z.infer<typeof eventSchema>
