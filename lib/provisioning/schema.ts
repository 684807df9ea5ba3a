import { z } from 'zod'

export const deployInput = z
  .object({
    manifestVersionId: z.string(),
    environment: z.string().describe('Name of the environment, e.g. dev'),
    startsAt: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional()
      .describe('Nothing is applied before this instant; approvals may be given at once'),
  })
  .strict()

export const deploymentFilters = z.object({
  manifestId: z.string().optional(),
  environment: z.string().optional(),
  status: z
    .enum(['queued', 'running', 'waiting_approval', 'scheduled', 'succeeded', 'failed', 'cancelled', 'superseded'])
    .optional(),
})
