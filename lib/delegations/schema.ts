import { z } from 'zod'

/** The longest that decisions are handed over for. */
export const MOST_DAYS_AWAY = 60

const instant = z.iso.datetime({ offset: true })

export const delegateInput = z.strictObject({
  to: z.string().trim().toLowerCase().max(254).describe('E-mail address of a member who decides'),
  startsAt: instant.optional().describe('Now, when left out'),
  endsAt: instant,
  reason: z.string().trim().min(1, 'Say why, for whoever asks later.').max(300),
})
export type DelegateInput = z.input<typeof delegateInput>

export const endDelegationInput = z.strictObject({ id: z.string().max(40) })
