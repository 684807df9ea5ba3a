import { z } from 'zod'
import { severities } from './severities.ts'

const findingKinds = ['vulnerability', 'licence', 'secret', 'dependency'] as const

/** Something a scan found, with where and what to do. A secret's value is never part of it. */
const scanFindingSchema = z.object({
  kind: z.enum(findingKinds),
  severity: z.enum(severities),
  /** Advisory id, licence as declared, or secret rule. */
  rule: z.string(),
  component: z.string().optional(),
  version: z.string().optional(),
  path: z.string().optional(),
  message: z.string(),
  remedy: z.string().optional(),
})
export type ScanFinding = z.infer<typeof scanFindingSchema>

const scanSourceSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** `sha256:…` of the file imported last. */
  digest: z.string(),
  records: z.number().int(),
  packages: z.number().int(),
  newestModified: z.string().nullable(),
  ecosystems: z.array(z.string()),
  /** Ecosystems of which it holds every advisory: a package without one has none. */
  completeFor: z.array(z.string()),
})

/** What the vulnerability data was. Only a package it covers can be called free of known vulnerabilities. */
export const scanDatasetSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** `sha256:…` over all sources: the same digest is the same data. */
  digest: z.string(),
  /** How recent the data certainly is: the newest record of its oldest source; null when a publisher does not say. */
  date: z.string().nullable(),
  /** The newest CVE number in it: how far it certainly reaches. */
  newestCve: z.string().nullable(),
  ecosystems: z.array(z.string()),
  packagesCovered: z.number().int(),
  advisories: z.number().int(),
  /** What it is put together from; scans from before there were several do not say. */
  sources: z.array(scanSourceSchema).optional(),
})
export type ScanDataset = z.infer<typeof scanDatasetSchema>

const count = z.number().int().min(0)

/** A scan in numbers: what gates are decided on. */
export const scanSummarySchema = z.object({
  components: count,
  /** Components the dataset knows by name. */
  covered: count,
  /** Components nothing is known of: neither clean nor vulnerable. */
  unknown: count,
  vulnerabilities: z.object({ critical: count, high: count, medium: count, low: count, unknown: count }),
  deniedLicences: count,
  licencesToReview: count,
  secrets: count,
  filesScanned: count,
  /** Not searched for secrets: binary, very large, or part of a package that the lockfile names by integrity. */
  filesNotScanned: count,
})
export type ScanSummary = z.infer<typeof scanSummarySchema>

/** Largest source that is taken, in bytes. */
export const MAX_SOURCE_BYTES = 50 * 1024 * 1024

export const artifactKindWords = {
  function_zip: 'Function zip',
  image: 'Container image',
  job_package: 'Job package',
  golden_image: 'Golden image',
} as const

export const artifactParams = z.object({ artifactId: z.string().max(80) })
export const attestationParams = z.object({ artifactId: z.string().max(80), attestationId: z.string().max(64) })
export const sourceQuery = z.object({ filename: z.string().min(1).max(255).optional() })
