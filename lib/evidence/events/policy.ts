import type { Policy } from './parts.ts'

type Limits = { critical: number; high: number; medium: number | null; unknown: number | null; licences: string }

/** Policies, prices and limits. */
export type PolicyFacts = {
  'policy.denied': {
    gate: string
    subject: string
    findings: { id: string; level?: string; reason: string; remedy?: string | undefined }[]
  } & Policy
  'policy.drafted': {
    draftId: string
    scope: string
    title: string
    basedOn?: number | undefined
    /** The older version whose content it takes. */
    from?: number | undefined
  }
  'policy.draft_edited': { draftId: string; title: string; revision: number; parts: readonly string[] }
  'policy.draft_discarded': { draftId: string; title: string }
  'policy.test_changed': {
    testId: string
    name: string
    scope: string
    change: 'kept' | 'removed'
    decisionId?: string | undefined
  }
  'policy.activated': {
    version: number
    digest: string
    /** Left out for what was activated before there were layers. */
    scope?: string | undefined
    /** The tenant of a tenant's or contract's version. */
    tenant?: string | undefined
    retires?: number | undefined
    draftId?: string | undefined
    approvalId?: string | undefined
    /** `sha256:…` over what is added, changed and removed. */
    diffDigest?: string | undefined
    added?: readonly string[] | undefined
    changed?: readonly string[] | undefined
    removed?: readonly string[] | undefined
    /** Rules changed by hand, which an upgrade left as they are. */
    kept?: readonly string[] | undefined
    note?: string | undefined
  }
  'policy.rechecked': {
    policyVersion: number
    allowed: number
    denied: number
    runners: { id: string; name: string; environment: string; allowed: boolean; reason: string }[]
  }
  'price_book.activated': { version: number; digest: string }
  'limit.changed': {
    environment: string
    classification: string
    ofPlatform: boolean
    before: Limits | null
    after: Limits
  }
}
