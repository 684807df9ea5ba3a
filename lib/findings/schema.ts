import { z } from 'zod'
import { severities } from '../artifacts/schema.ts'

export const findingKindNames = ['vulnerability', 'licence', 'secret', 'dependency'] as const
export const findingKindWords = {
  vulnerability: 'Vulnerability',
  licence: 'Licence',
  secret: 'Secret',
  dependency: 'Dependency',
} as const

/** How people stand to a finding, in the order of its life. */
export const triageStatuses = ['open', 'in_triage', 'will_fix', 'not_affected', 'false_positive', 'accepted'] as const
export type TriageStatusName = (typeof triageStatuses)[number]

/** Those after which a finding no longer counts against its artifact: an approver's to say. */
export const excusingStatuses = ['not_affected', 'false_positive', 'accepted'] as const

/** Whether a finding that stands so no longer counts against its artifact. Pure. */
export function excuses(status: TriageStatusName): boolean {
  return excusingStatuses.some((each) => each === status)
}

/** Why an artifact is not affected, in the words of CycloneDX VEX, and what they mean. */
export const justificationWords = {
  code_not_present: 'The vulnerable code is not in the artifact',
  code_not_reachable: 'The vulnerable code is never reached',
  requires_configuration: 'It needs a configuration that is not used',
  requires_dependency: 'It needs another dependency that is not there',
  requires_environment: 'It needs an environment that is not this one',
  protected_by_compiler: 'The compiler protects against it',
  protected_at_runtime: 'It is prevented while it runs',
  protected_at_perimeter: 'It is blocked before it gets here',
  protected_by_mitigating_control: 'Another control mitigates it',
} as const
export const justifications = Object.keys(justificationWords) as (keyof typeof justificationWords)[]

/** How long somebody may excuse a finding or waive a licence at most. */
export const MAX_EXCUSE_DAYS = 366
/** How many findings one act may triage. */
export const MAX_TRIAGED = 100
/** Findings that are in triage for longer than this have been forgotten. */
export const STALE_TRIAGE_DAYS = 30
/** What was decided within these is on the list of recent decisions. */
export const RECENT_DECISION_DAYS = 7

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
