import { z } from 'zod'

/** What the catalog can be narrowed to. */
export const runnerFilters = z.object({
  manifestId: z.string().optional(),
  environment: z.string().optional(),
  name: z.string().optional(),
  status: z.enum(['provisioning', 'active', 'smoke_failed', 'destroyed']).optional(),
})
export type RunnerFilters = z.output<typeof runnerFilters>
