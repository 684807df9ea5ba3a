import { z } from 'zod'
import { notificationKinds } from '../notifications/schema.ts'

export const deliveryStatuses = ['waiting', 'sending', 'delivered', 'failed'] as const

const name = z.string().trim().min(1, 'A webhook needs a name.').max(80, 'A name has up to 80 characters.')
/** The rest of what is asked of an address depends on where the portal runs (allowed-address.ts). */
const url = z
  .string()
  .trim()
  .max(1000, 'An address has up to 1,000 characters.')
  .refine((text) => URL.canParse(text), 'This is not an address such as https://hooks.example.com/barecount.')
const kinds = z
  .array(z.enum(notificationKinds))
  .max(100)
  .transform((all) => [...new Set(all)])
const id = z.string().max(40)

/** `kinds` left empty: every kind, those to come too. */
export const createWebhookInput = z.strictObject({ name, url, kinds: kinds.default([]) })
export type CreateWebhookInput = z.input<typeof createWebhookInput>

export const changeWebhookInput = z.strictObject({
  id,
  name: name.optional(),
  url: url.optional(),
  kinds: kinds.optional(),
  /** Switches it off, or on again. */
  enabled: z.boolean().optional(),
})
export type ChangeWebhookInput = z.input<typeof changeWebhookInput>

/** One webhook, for what needs no more than that: removing, rotating its secret, a test. */
export const webhookInput = z.strictObject({ id })
export type WebhookInput = z.input<typeof webhookInput>

/** Which deliveries to send again: these, or all that failed. */
export const replayInput = z.strictObject({
  id,
  deliveries: z.union([z.literal('failed'), z.array(z.string().max(40)).min(1).max(200)]),
})
export type ReplayInput = z.input<typeof replayInput>

export const deliveryFilters = z.object({ status: z.enum(deliveryStatuses).optional() })
export type DeliveryFilters = z.output<typeof deliveryFilters>
