import { z } from 'zod'

/**
 * An exception lasts a quarter at the most: long enough to mend what it excuses, short enough that the people who
 * agreed are still there when somebody has to look again. What must last longer is renewed, or the rule is changed.
 */
export const MAX_EXCEPTION_DAYS = 90
export const USUAL_EXCEPTION_DAYS = 30

/** Days before the end on which people are reminded, the earlier first. */
export const reminderDays = [7, 1] as const

export const exceptionCategories = ['waiver', 'mitigated'] as const

/** Words for a person who chooses. */
export const categoryWords: Record<(typeof exceptionCategories)[number], { label: string; detail: string }> = {
  waiver: { label: 'Waiver', detail: 'The rule does not apply here.' },
  mitigated: { label: 'Mitigated', detail: 'Something else does what the rule is for.' },
}

/** How an exception can stand at an instant; `upcoming` is approved and begins later. */
export const exceptionStates = [
  'requested',
  'upcoming',
  'active',
  'expired',
  'rejected',
  'revoked',
  'withdrawn',
] as const
export type ExceptionState = (typeof exceptionStates)[number]

const classes = ['serverless', 'container', 'managed_etl', 'dedicated_compute'] as const
const said = (most = 2000) => z.string().trim().min(3, 'Say it in a few words at least.').max(most)
const instant = z.iso.datetime({ offset: true })

/** What an exception is asked for with. Environment and class are names, as everywhere people write them. */
export const requestExceptionInput = z
  .strictObject({
    rule: z.string().trim().min(1).max(200),
    manifestId: z.string().max(80).optional(),
    environment: z.string().max(63).optional(),
    class: z.enum(classes).optional(),
    category: z.enum(exceptionCategories),
    justification: said(),
    risk: said(),
    costPlan: said(),
    startsAt: instant.optional(),
    expiresAt: instant,
  })
  .refine(({ manifestId, class: ofClass }) => manifestId !== undefined || ofClass !== undefined, {
    path: ['manifestId'],
    message: 'Name a manifest or a class: an exception for everything would be another rule.',
  })
export type RequestException = z.input<typeof requestExceptionInput>

/** A continuation: the same rule and scope, with reasons of its own. */
export const renewExceptionInput = z.strictObject({
  id: z.string().max(80),
  category: z.enum(exceptionCategories).optional(),
  justification: said(),
  risk: said(),
  costPlan: said(),
  expiresAt: instant,
})
export type RenewException = z.input<typeof renewExceptionInput>

export const revokeExceptionInput = z.strictObject({ id: z.string().max(80), reason: said() })
export const withdrawExceptionInput = z.strictObject({ id: z.string().max(80) })

/** What the list can be narrowed to, as the address holds it. */
export const exceptionFilters = z.object({
  state: z.enum(exceptionStates).optional(),
  rule: z.string().max(200).optional(),
  environment: z.string().max(63).optional(),
  manifestId: z.string().max(80).optional(),
})
export type ExceptionFilters = z.output<typeof exceptionFilters>
