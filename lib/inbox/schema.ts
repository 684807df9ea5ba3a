import { z } from 'zod'
import { approvalKinds } from '../approvals/kinds.ts'
import { assertionInput } from '../passkeys/schema.ts'
import { inboxStates } from './states.ts'

/** The most requests that are decided in one go. */
const MOST_AT_ONCE = 100

const word = z.string().trim().max(80)

/** What the inbox is narrowed to, as the address holds it. */
export const inboxFilters = z.object({
  state: z.enum(inboxStates).catch('mine').default('mine'),
  tenant: word.optional().catch(undefined),
  kind: z.enum(approvalKinds).optional().catch(undefined),
  risk: word.optional().catch(undefined),
  cursor: z.string().max(40).optional().catch(undefined),
})
export type InboxFilters = z.output<typeof inboxFilters>

/** A request as a line of the inbox. */
export type InboxItem = {
  id: string
  tenant: { slug: string; name: string }
  kind: (typeof approvalKinds)[number]
  summary: string
  risks: string[]
  status: string
  environment: string | null
  /** People who are in favour, and the fewest who could be enough. */
  given: number
  required: number
  createdAt: Date
  expiresAt: Date
  dueAt: Date | null
  decidedAt: Date | null
  snoozedUntil: Date | null
  /** It takes a passkey. */
  passkey: boolean
}

const ids = z
  .array(z.string().min(1).max(40))
  .min(1, 'Select at least one request.')
  .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} at once.`)
  .transform((given) => [...new Set(given)])

const manyFields = z.strictObject({
  approvalIds: ids.describe('Requests; each is decided by itself'),
  verdict: z.enum(['approve', 'reject']),
  comment: z.string().trim().max(2000).default('').describe('One for all; needed to reject'),
})

/** One verdict on many requests. */
export const decideManyInput = manyFields.refine(({ verdict, comment }) => verdict !== 'reject' || comment.length > 0, {
  path: ['comment'],
  message: 'Say why you reject.',
})
export type DecideManyInput = z.input<typeof decideManyInput>

/** How it went with one of many. */
export type ManyResult = {
  approvalId: string
  ok: boolean
  /** How the request stands now, or why this one was refused. */
  state?: string
  code?: string
  detail?: string
  remedy?: string
  /** It takes a passkey, so it is decided on its own page. */
  passkey?: true
}

/** How long one may put a request off. */
const snoozes = ['hour', 'tomorrow', 'week', 'wake'] as const
export const snoozeInput = z.strictObject({ approvalIds: ids, until: z.enum(snoozes) })

/** A vote from the inbox or the decision page; the request's own tenant is where it is cast. */
export const voteInput = z.strictObject({
  approvalId: z.string().max(40),
  verdict: z.enum(['approve', 'reject', 'withdraw']),
  comment: z.string().trim().max(2000).default(''),
  onBehalfOfId: z.string().max(40).optional(),
  password: z.string().max(500).optional(),
  assertion: assertionInput.optional(),
})
