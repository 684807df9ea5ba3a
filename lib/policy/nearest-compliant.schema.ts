import { z } from 'zod'
import { policyFindingSchema } from './schema.ts'

/** One edit of a manifest, as it is shown: `runner.size`, `large`, `medium`. An empty `to`: it is taken out. */
const manifestEditSchema = z.object({ path: z.string(), from: z.string(), to: z.string() })
export type ManifestEdit = z.infer<typeof manifestEditSchema>

const compliantSchema = z.object({
  edits: z.array(manifestEditSchema),
  /** The manifest with the edits made: comments, order and spacing stay as they were. */
  text: z.string(),
  /** Micro-dollars a month, against the manifest as it was. */
  delta: z.object({ before: z.number(), after: z.number(), perMonth: z.number() }).optional(),
  /** People who would still have to approve. */
  approvalsRequired: z.int(),
})
export type Compliant = z.infer<typeof compliantSchema>

/** The smallest changes that would pass, the best one first; when there is none, what stands against every one of them. */
export const nearestSchema = z.object({
  environment: z.string(),
  options: z.array(compliantSchema),
  standing: z.array(policyFindingSchema),
  /** How many manifests were judged. */
  judged: z.int(),
  /** False when there was more to try than is tried. */
  complete: z.boolean(),
})
export type Nearest = z.infer<typeof nearestSchema>
