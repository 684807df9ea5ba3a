import { z } from 'zod'

const id = z.string().max(80)
const reason = z.string().trim().min(3, 'Say why, in a few words.').max(2000)
const environment = z.string().max(80)
const startsAt = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .describe('Nothing is applied before this instant; approvals may be given at once')

export const promoteInput = z
  .object({
    manifestId: id,
    from: environment.describe('Environment it runs in'),
    to: environment.describe('Environment it should enter'),
    startsAt,
  })
  .strict()

export const rollbackInput = z
  .object({
    manifestId: id,
    environment: environment.describe('Where to go back'),
    version: z.int().min(1).optional().describe('Which version to go back to; the good one before, when left out'),
    startsAt,
  })
  .strict()

export const holdInput = z.object({ manifestId: id, environment, reason }).strict()
export type HoldInput = z.input<typeof holdInput>

export const releaseInput = z.object({ id, reason }).strict()
export type ReleaseInput = z.input<typeof releaseInput>

export const boardFilters = z.object({
  q: z.string().trim().max(100).optional(),
  show: z.enum(['behind', 'held', 'drifted', 'unwell']).optional(),
})
export type BoardFilters = z.output<typeof boardFilters>

export const cellsToCompare = z.object({ a: id, b: id })

/** A move as the confirmation asks about it. */
export const moveInput = z.discriminatedUnion('kind', [
  promoteInput.extend({ kind: z.literal('promote') }),
  z
    .object({
      kind: z.literal('rollback'),
      manifestId: id,
      to: environment,
      version: z.int().min(1).optional(),
      startsAt,
    })
    .strict(),
])
export type MoveInput = z.input<typeof moveInput>
