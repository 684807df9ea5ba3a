import { z } from 'zod'

/** An emergency that lasts longer is no longer one: it is a change that people can approve. */
export const MAX_BREAK_GLASS_MINUTES = 4 * 60
export const USUAL_BREAK_GLASS_MINUTES = 60

/** What the glass is broken for. The environment is named, as everywhere people write it. */
export const openBreakGlassInput = z.strictObject({
  environment: z.string().max(63),
  manifestId: z.string().max(80).optional(),
  reason: z.string().trim().min(10, 'Say in a sentence what has happened.').max(2000),
  minutes: z
    .int()
    .min(1)
    .max(MAX_BREAK_GLASS_MINUTES, `At most ${MAX_BREAK_GLASS_MINUTES} minutes; break it again if it takes longer.`),
})
export type OpenBreakGlass = z.input<typeof openBreakGlassInput>

export const closeBreakGlassInput = z.strictObject({ id: z.string().max(80) })

/** How one stands at an instant: `unreviewed` was used and has ended, and blocks what comes next. */
const breakGlassStates = ['open', 'unreviewed', 'closed'] as const
export type BreakGlassState = (typeof breakGlassStates)[number]
