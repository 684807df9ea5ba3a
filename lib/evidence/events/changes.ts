type FreezeScope = {
  /** Of the platform: for every tenant. */
  everyTenant: boolean
  /** Left out: every one. */
  environment?: string | undefined
  class?: string | undefined
}
type EnvironmentGates = {
  approvalsRequired: number
  requirePrevious: boolean
  soakMinutes: number
  verificationRuns: number
  variables: Record<string, string>
}

/** When and from where environments may change. */
export type ChangeFacts = {
  'freeze.announced': FreezeScope & { freezeId: string; startsAt: string; endsAt: string; reason: string }
  'freeze.lifted': FreezeScope & { freezeId: string; reason: string }
  'window.added': { windowId: string; environment: string; window: string; timezone: string }
  'window.removed': { windowId: string; environment: string; window: string; timezone: string }
  'environment.changed': { environment: string; before: EnvironmentGates; after: EnvironmentGates }
  'promotion.held': { holdId: string; manifest: string; environment: string; reason: string }
  'promotion.released': { holdId: string; manifest: string; environment: string; reason: string }
}
