import { z } from 'zod'

export const decideInput = z
  .object({
    approvalId: z.string(),
    approve: z.boolean(),
    comment: z.string().trim().max(2000).default(''),
  })
  .strict()
  .refine((input) => input.approve || input.comment.length > 0, { path: ['comment'], message: 'Say why you reject.' })

/** How long people have to decide before a request expires. */
export const APPROVAL_DAYS = 7

/** How a request can stand. */
export const approvalStatus = z.enum(['open', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn'])
