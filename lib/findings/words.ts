// Without zod: a page that shows findings has no room for it.

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
