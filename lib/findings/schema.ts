import { z } from 'zod'
import { severities } from '../artifacts/severities.ts'
import { findingKindNames, justifications, type justificationWords, MAX_TRIAGED, triageStatuses } from './words.ts'

const id = z.string().min(1).max(40)
const reason = z.string().trim().min(3, 'Say why, so that somebody else can judge it later.').max(2000)
const instant = z.iso.datetime({ offset: true, message: 'Give a time such as 2026-12-31T00:00:00Z.' })

/** What somebody says of findings. An excuse that cannot hold for ever names its end. */
export const triageInput = z
  .strictObject({
    findingIds: z.array(id).min(1).max(MAX_TRIAGED),
    /** Only the artifacts of these findings, or every artifact of the tenant, those to come included. */
    scope: z.enum(['artifact', 'tenant']).default('artifact'),
    status: z.enum(triageStatuses),
    reason,
    justification: z.enum(justifications as [keyof typeof justificationWords]).optional(),
    expiresAt: instant.optional(),
  })
  .check(({ value, issues }) => {
    const fault = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message })
    if (value.status === 'accepted' && !value.expiresAt) fault('expiresAt', 'An acceptance ends some day: say when.')
    if (value.status === 'open' && value.expiresAt) fault('expiresAt', 'What is open again does not expire.')
    if (value.status === 'not_affected' && !value.justification)
      fault('justification', 'Say why the artifact is not affected.')
    if (value.status !== 'not_affected' && value.justification)
      fault('justification', 'Only what is not affected has a justification.')
  })
export type TriageInput = z.input<typeof triageInput>

/** What a triage would be of, to be told what it would reach. */
export const previewInput = z.strictObject({
  findingIds: z.array(id).min(1).max(MAX_TRIAGED),
  scope: z.enum(['artifact', 'tenant']).default('artifact'),
})

/** What a list of findings can be narrowed to. */
export const findingFilters = z.object({
  kind: z.enum(findingKindNames).optional(),
  severity: z.enum(severities).optional(),
  /** `stale`: in triage for too long. `decided`: excused or promised lately. */
  status: z.enum([...triageStatuses, 'stale', 'decided', 'resolved']).optional(),
  component: z.string().min(1).max(300).optional(),
  artifactId: z.string().max(80).optional(),
  /** Only what a runner has now. */
  live: z.enum(['yes']).optional(),
  /** Part of a rule or component. */
  q: z.string().min(1).max(200).optional(),
})
export type FindingFilters = z.infer<typeof findingFilters>

export const waiverInput = z.strictObject({
  component: z.string().trim().min(1, 'Name the component as the finding does.').max(300),
  version: z.string().trim().min(1).max(200).optional(),
  licence: z.string().trim().min(1, 'Give the licence as the component declares it.').max(200),
  reason,
  expiresAt: instant,
})
export type WaiverInput = z.input<typeof waiverInput>

export const revokeWaiverInput = z.strictObject({ id, reason })

export const componentQuery = z.object({
  /** A name, `name@version`, or a package URL. */
  name: z.string().trim().min(1).max(500),
  version: z.string().trim().min(1).max(200).optional(),
})

const most = z.int().min(0).max(1_000_000)
export const limitInput = z.strictObject({
  /** The platform's default for every tenant, or this tenant's own. */
  scope: z.enum(['platform', 'tenant']).default('tenant'),
  environment: z.string().min(1).max(63).default('*'),
  classification: z.enum(['*', 'public', 'internal', 'confidential', 'restricted']).default('*'),
  critical: most,
  high: most,
  medium: most.nullable().default(null),
  unknown: most.nullable().default(null),
  licences: z.enum(['deny', 'review']).default('deny'),
})
export type LimitInput = z.input<typeof limitInput>
