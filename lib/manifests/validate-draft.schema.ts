import { z } from 'zod'
import { classComparisonSchema, costAssumptionsSchema, costDeltaSchema, costEstimateSchema } from '../cost/schema.ts'
import type { Fault } from '../errors.ts'
import { nearestSchema } from '../policy/nearest-compliant.schema.ts'
import { policyVerdictSchema } from '../policy/schema.ts'

export const validateInput = z.strictObject({
  text: z.string().describe('The manifest, YAML or JSON'),
  environment: z.string().max(63).optional().describe('Where it would go; the first environment when left out'),
  suggest: z.boolean().optional().describe('Of a denied manifest: whether to look for the smallest change that passes'),
  assumptions: costAssumptionsSchema.optional().describe('What the manifest cannot say about its workload'),
})
const faultSchema: z.ZodType<Fault> = z.object({
  path: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  message: z.string(),
  remedy: z.string().optional(),
})

/** What would happen on submitting, in sentences, in order. */
const nextSchema = z.object({
  environment: z.string(),
  approvalsRequired: z.int(),
  /** People of the tenant who could approve, without the one asking. */
  approvers: z.int(),
  steps: z.array(z.string()),
})

/** Everything there is to say about a draft, in one answer. Without faults every part is there. */
export const draftVerdictSchema = z.object({
  faults: z.array(faultSchema),
  /** `sha256:…` of the normalised manifest. */
  digest: z.string().optional(),
  policy: policyVerdictSchema.optional(),
  /** Only when asked for, and only of a denied manifest. */
  nearest: nearestSchema.optional(),
  cost: costEstimateSchema.optional(),
  comparison: z.array(classComparisonSchema).optional(),
  /** Against the version that runs in the environment; left out when none does. */
  delta: costDeltaSchema.extend({ liveVersion: z.int() }).optional(),
  next: nextSchema.optional(),
})
export type DraftVerdict = z.infer<typeof draftVerdictSchema>
export type DraftNext = z.infer<typeof nextSchema>
