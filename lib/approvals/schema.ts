import { z } from 'zod'
import { assertionInput } from '../passkeys/schema.ts'

export const verdicts = ['approve', 'reject', 'withdraw'] as const
export type Verdict = (typeof verdicts)[number]

const decisionFields = z.strictObject({
  verdict: z
    .enum(verdicts)
    .describe('`withdraw` takes back one’s own vote, which is possible until what was approved begins'),
  comment: z.string().trim().max(2000).default('').describe('Needed to reject, to override and for an exception'),
  onBehalfOfId: z
    .string()
    .max(40)
    .optional()
    .describe('Id of a person who is away and has delegated their decisions to you'),
  password: z.string().max(500).optional().describe('Once more, where a rule asks for it and you have no passkey'),
  assertion: assertionInput
    .optional()
    .describe('What your passkey signed over this request’s decision digest; the portal’s own page asks for it'),
})

const saysWhy = ({ verdict, comment }: { verdict: Verdict; comment: string }) =>
  verdict !== 'reject' || comment.length > 0
const whyMissing = { path: ['comment'], message: 'Say why you reject.' }

/** A vote on the request that the address names. Who rejects says why. */
export const decision = decisionFields.refine(saysWhy, whyMissing)

/** A vote, with the request it is on. */
export const decideInput = decisionFields.extend({ approvalId: z.string().max(40) }).refine(saysWhy, whyMissing)
export type DecideInput = z.input<typeof decideInput>

/** How long people have to decide before a request expires; from its start, when that is later. */
export const APPROVAL_DAYS = 7

/** How a request can stand. */
export const approvalStatus = z.enum([
  'open',
  'approved',
  'rejected',
  'expired',
  'superseded',
  'withdrawn',
  'voided',
  'executed',
])
