import { z } from 'zod'

export const deployInput = z
  .object({
    manifestVersionId: z.string(),
    environment: z.string().describe('Name of the environment, e.g. dev'),
  })
  .strict()

export const deploymentFilters = z.object({
  manifestId: z.string().optional(),
  environment: z.string().optional(),
  status: z
    .enum(['queued', 'running', 'waiting_approval', 'scheduled', 'succeeded', 'failed', 'cancelled', 'superseded'])
    .optional(),
})
