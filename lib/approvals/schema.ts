import { z } from 'zod'

const decisionFields = z.strictObject({
  approve: z.boolean(),
  comment: z.string().trim().max(2000).default(''),
})

type Decision = z.output<typeof decisionFields>

const saysWhy = ({ approve, comment }: Decision) => approve || comment.length > 0
const whyMissing = { path: ['comment'], message: 'Say why you reject.' }

/** A vote on the request that the address names. Who rejects says why. */
export const decision = decisionFields.refine(saysWhy, whyMissing)

/** A vote, with the request it is on. */
export const decideInput = decisionFields.extend({ approvalId: z.string() }).refine(saysWhy, whyMissing)

/** How long people have to decide before a request expires. */
export const APPROVAL_DAYS = 7

/** How a request can stand. */
export const approvalStatus = z.enum(['open', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn'])
