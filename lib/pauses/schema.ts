import { z } from 'zod'

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500)

/** What to pause: a runner, everything of an environment, or, naming neither, everything of the tenant. */
export const pauseInput = z
  .strictObject({
    runnerId: z.string().max(80).optional().describe('A runner’s id, or name@environment'),
    environment: z.string().max(80).optional(),
    reason,
  })
  .refine(({ runnerId, environment }) => runnerId === undefined || environment === undefined, {
    path: ['environment'],
    message: 'Name a runner or an environment, not both.',
  })
export type PauseInput = z.input<typeof pauseInput>

export const resumeInput = z.strictObject({ id: z.string().max(80) })

/** What the list of pauses can be narrowed to. */
export const pauseFilters = z.object({ open: z.enum(['yes']).optional() })
