import { z } from 'zod'
import { causeTitles, type RunCause } from '../runs/run-words.ts'
import { deadLetterStatuses } from './dead-letter-words.ts'

/** How many one call may name one by one; more are named by a filter. */
export const MAX_NAMED = 1000

const causes = Object.keys(causeTitles) as [RunCause, ...RunCause[]]
const id = z.string().min(1).max(40)
const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= 0 && Date.parse(text) < Date.UTC(9999, 0), 'Give a time from 1970 to 9998.')

/** What the list, the groups, and whatever is done to many can be narrowed to. Times are from inclusive, to exclusive. */
export const deadLetterFilters = z.object({
  status: z.enum(deadLetterStatuses).optional(),
  runnerId: id.optional(),
  environment: z.string().max(63).optional(),
  cause: z.enum(causes).optional(),
  /** One error: the group it belongs to. */
  fingerprint: z.string().max(80).optional(),
  token: z.string().max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
})
export type DeadLetterFilters = z.output<typeof deadLetterFilters>

/** Which dead letters are meant: these, or all open ones that a filter leaves. */
export const lettersNamed = z
  .strictObject({
    ids: z.array(id).min(1).max(MAX_NAMED).optional().describe('These, by id'),
    filter: deadLetterFilters
      .omit({ status: true })
      .strict()
      .optional()
      .describe('Every open one that it leaves; `{}` for all'),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    path: ['ids'],
    message: 'Name them by ids or by a filter, not both.',
  })
export type LettersNamed = z.output<typeof lettersNamed>

const reason = z.string().trim().min(3, 'Say why, so that somebody else can judge it later.').max(2000)

/** Closes failures that no replay will. */
export const resolveInput = z.strictObject({
  letters: lettersNamed,
  as: z.enum(['waived', 'superseded']).describe('`superseded`: another run did what it was to do'),
  reason,
  runId: id.optional().describe('The run that did it instead, when superseded'),
})
export type ResolveInput = z.input<typeof resolveInput>

/** Takes a waiver or a supersession back. */
export const reopenInput = z.strictObject({ ids: z.array(id).min(1).max(MAX_NAMED), reason })
export type ReopenInput = z.input<typeof reopenInput>
