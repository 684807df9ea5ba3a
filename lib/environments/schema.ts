import { z } from 'zod'

const variableName = z.string().regex(/^[A-Za-z_]\w{0,127}$/, 'A variable is letters, digits and underscores.')

/** A year: what must stand longer than this is a hold. */
const MAX_SOAK_MINUTES = 366 * 24 * 60

export const changeEnvironmentInput = z.strictObject({
  name: z.string().max(80),
  approvalsRequired: z.int().min(0).max(10),
  requirePrevious: z.boolean(),
  soakMinutes: z.int().min(0).max(MAX_SOAK_MINUTES),
  verificationRuns: z.int().min(0).max(1000),
  /** Left out: as they are. */
  variables: z.record(variableName, z.string().max(4096)).optional(),
})
export type ChangeEnvironmentInput = z.input<typeof changeEnvironmentInput>
