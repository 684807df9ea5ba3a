/** A version on its way into an environment. */
export type DeploymentName = { manifest: string; version: number; environment: string }

/** What a runner is by its manifest. */
export type Shape = { class: string; size: string; profile: string }

/** What was asked where policy decided. */
export type Policy = {
  policyVersion?: number | undefined
  /** When a tenant's or contract's versions were asked beside the platform's: all of them. */
  policyVersions?: readonly number[] | undefined
  policyDigest?: string | undefined
  decisionId?: string | undefined
}
