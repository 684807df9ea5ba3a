import { z } from 'zod'
import { runnerClasses } from '../manifests/classes.ts'

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500)
const instant = z.iso.datetime({ offset: true })
const environment = z.string().max(80)

/** Nobody plans further; a freeze that never ends is a policy. */
export const MAX_FREEZE_DAYS = 366

export const freezeInput = z.strictObject({
  /** Left out: every environment. */
  environment: environment.optional(),
  /** Left out: every class. */
  class: z.enum(runnerClasses).optional(),
  /** Left out: at once. */
  startsAt: instant.optional(),
  endsAt: instant,
  reason,
  /** For every tenant; platform admins only. */
  everyTenant: z.boolean().default(false),
})
export type FreezeInput = z.input<typeof freezeInput>

export const liftFreezeInput = z.strictObject({ id: z.string().max(80), reason })
export type LiftFreezeInput = z.input<typeof liftFreezeInput>

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 09:30.')

export const windowInput = z.strictObject({
  environment,
  /** 1 for Monday to 7 for Sunday. */
  days: z.array(z.int().min(1).max(7)).min(1, 'Choose at least one day.').max(7),
  from: time,
  /** At or before `from`: on the next day. */
  to: time,
  timezone: z.string().max(80).default('UTC'),
})
export type WindowInput = z.input<typeof windowInput>

export const removeWindowInput = z.strictObject({ id: z.string().max(80) })
export type RemoveWindowInput = z.input<typeof removeWindowInput>
