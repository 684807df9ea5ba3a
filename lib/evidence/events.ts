import type { Actor } from '../auth/actor.ts'
import type { EvidenceKind, EvidenceResult } from './kinds.ts'

/** What an event is about; left out where it is about none. Filters ask for these. */
export type EvidenceSubject = {
  manifestId?: string | undefined
  environmentId?: string | undefined
  runnerId?: string | undefined
  deploymentId?: string | undefined
  runId?: string | undefined
  /** Things the statement is about by content, `sha256` in hex with or without its prefix. Default: the event itself. */
  subjectDigests?: { name: string; sha256: string }[]
}

type DeploymentName = { manifest: string; version: number; environment: string }
type Shape = { class: string; size: string; profile: string }
type Policy = {
  policyVersion?: number | undefined
  /** When a tenant's or contract's versions were asked beside the platform's: all of them. */
  policyVersions?: readonly number[] | undefined
  policyDigest?: string | undefined
  decisionId?: string | undefined
}
type InstanceName = {
  instanceId: string
  instanceKind: 'container' | 'host'
  runner: string
  environment: string
  artifactDigest: string
  /** Started for a smoke test alone. */
  synthetic: boolean
}
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
/** `rule` by its id, `scope` in words. */
type ExceptionName = { exceptionId: string; rule: string; scope: string }
type GlassName = { breakGlassId: string; environment: string; manifest?: string | undefined }
type Limits = { critical: number; high: number; medium: number | null; unknown: number | null; licences: string }
type Asked = { approvalId: string; approvalKind: string; decisionDigest: string }
type Maybe<T> = { [K in keyof T]?: T[K] | undefined }

/** The facts of each kind: what the statement holds beside who, when, what about and with which result. */
export type EvidenceFacts = {
  'tenant.created': { name: string; slug: string }
  'member.added': { userId: string; email: string; roles: readonly string[] }
  'member.changed': { userId: string; email: string; before: readonly string[]; after: readonly string[] }
  'member.removed': { userId: string; email: string }
  'token.created': { tokenId: string; name: string; scopes: readonly string[]; expiresAt: string }
  'token.revoked': { tokenId: string; name: string }
  'passkey.enrolled': { passkeyId: string; name: string; credentialId: string; publicKey: string; synced: boolean }
  'passkey.removed': { passkeyId: string; name: string; credentialId: string }
  'source.uploaded': { filename: string; digest: string; sizeBytes: number; sourceKind?: string | undefined }
  'manifest.submitted': {
    manifest: string
    version: number
    digest: string
    sourceDigest?: string | undefined
  } & Maybe<Shape>
  'manifest.archived': { manifest: string }
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
  'key.added': { keyId: string; purpose: string; publicPem: string }
  'key.replaced': { keyId: string; by: string; validUntil: string }
  'key.revoked': { keyId: string; reason: string; artifacts: number }
  'deployment.requested': DeploymentName & {
    deploymentKind: string
    manifestDigest: string
    sourceDigest?: string | undefined
    artifactDigest?: string | undefined
    /** Of a promotion or rollback: where it comes from, whose artifact it takes, and what changes by it. */
    from?: string | undefined
    sourceDeploymentId?: string | undefined
    changed?: readonly { path: string; before?: string; after?: string }[] | undefined
  }
  'deployment.cancelled': DeploymentName
  'deployment.resumed': DeploymentName & { round: number }
  'deployment.scheduled': DeploymentName & { startsAt: string; why: string }
  'deployment.finished': DeploymentName & { status: string; reason?: string | undefined }
  'stage.finished': {
    stage: string
    attempt: number
    output?: unknown
    reason?: string | undefined
    code?: string | undefined
  }
  'artifact.built': {
    digest: string
    artifactKind: string
    sizeBytes: number
    sourceDigest?: string | undefined
    buildType?: string | undefined
    artifactId?: string | undefined
  }
  'artifact.scanned': {
    digest: string
    dataset: unknown
    summary: unknown
    scanId?: string | undefined
    sbomDigest?: string | undefined
  }
  'artifact.attested': {
    digest: string
    keyId: string
    predicateTypes: readonly string[]
    attestationIds?: readonly string[] | undefined
  }
  'artifact.published': {
    digest: string
    /** Where, with the registry in front. */
    repository: string
    tags: readonly string[]
    /** Manifests that carry its signed statements. */
    referrers: readonly string[]
  }
  'image.taken': {
    reference: string
    digest: string
    signedBy: readonly string[]
    predicateTypes: readonly string[]
  }
  'registry.approved': {
    registryId: string
    prefix: string
    signatureRequired: boolean
    publisherKeyIds: readonly string[]
  }
  'registry.withdrawn': { registryId: string; prefix: string }
  'artifact.verdict_changed': {
    digest: string
    before: 'allowed' | 'denied'
    after: 'allowed' | 'denied'
    /** What changed: new data, a triage, a waiver, or the end of one. */
    why: string
    findings: { id: string; reason: string }[]
    runners: { id: string; name: string; environment: string }[]
  } & Policy
  'finding.triaged': {
    triageId: string
    findingKind: string
    rule: string
    component?: string | undefined
    path?: string | undefined
    /** The artifact it is about; left out when it is about every artifact of the tenant. */
    digest?: string | undefined
    before: string
    after: string
    reason: string
    justification?: string | undefined
    expiresAt?: string | undefined
    /** Findings it covers at this moment. */
    covers: number
  }
  'waiver.granted': {
    waiverId: string
    component: string
    version?: string | undefined
    licence: string
    reason: string
    expiresAt: string
  }
  'waiver.ended': {
    waiverId: string
    component: string
    licence: string
    how: 'revoked' | 'expired'
    reason?: string | undefined
  }
  'freeze.announced': FreezeScope & { freezeId: string; startsAt: string; endsAt: string; reason: string }
  'freeze.lifted': FreezeScope & { freezeId: string; reason: string }
  'window.added': { windowId: string; environment: string; window: string; timezone: string }
  'window.removed': { windowId: string; environment: string; window: string; timezone: string }
  'environment.changed': { environment: string; before: EnvironmentGates; after: EnvironmentGates }
  'promotion.held': { holdId: string; manifest: string; environment: string; reason: string }
  'promotion.released': { holdId: string; manifest: string; environment: string; reason: string }
  'limit.changed': {
    environment: string
    classification: string
    ofPlatform: boolean
    before: Limits | null
    after: Limits
  }
  'advisories.imported': {
    sourceId: string
    source: string
    /** `sha256:…` of the file. */
    digest: string
    /** Records that were new or newer than what was held. */
    changed: number
    malformed: number
    /** Held of the source now. */
    records: number
    newestModified?: string | undefined
    ecosystems: readonly string[]
    completeFor: readonly string[]
  }
  'primitives.provisioned': {
    environment: string
    profile: string
    created: readonly string[]
    changed?: readonly string[] | undefined
  }
  'runner.deployed': Shape & {
    runner: string
    environment: string
    artifactDigest: string
    isolation?: unknown
    planDigest?: string | undefined
    /** Exceptions without which it would have been denied. */
    exceptions?: readonly string[] | undefined
    /** The break-glass that it passed by. */
    breakGlassId?: string | undefined
  }
  'runner.registered': Shape & {
    runner: string
    environment: string
    artifactDigest: string
    role: string
    pipeline: string
    pipelineVersion: number
  }
  'runner.destroyed': { runner: string; environment: string; reason?: string | undefined }
  'instance.started': InstanceName & { isolation: unknown }
  'instance.stopped': InstanceName & { reason: string }
  'instance.failed': InstanceName & { reason: string }
  'smoke_test.finished': {
    runner: string
    environment: string
    checks: { name: string; passed: boolean; detail?: string | undefined }[]
  }
  'approval.requested': Asked & {
    /** Id of what is decided. */
    subject: string
    required: number
    slots: { rule: string; by: string; count: number; assurance: string; overrides: boolean }[]
    expiresAt: string
    /** Approved now for a later start. */
    startsAt?: string | undefined
    summary: string
  }
  'approval.voted': Asked & {
    verdict: 'approve' | 'reject' | 'withdraw'
    /** E-mail address of whoever had delegated it. */
    onBehalfOf?: string | undefined
    /** Rules whose places it fills. */
    fills: readonly string[]
    /** Those among them that it overrides. */
    overrides: readonly string[]
    assurance: 'session' | 'password' | 'passkey'
    /** What a passkey signed. */
    assertion?: object | undefined
    comment?: string | undefined
  }
  'approval.decided': Asked & {
    outcome: string
    approvals: number
    required: number
    reason?: string | undefined
  }
  'approval.executed': Asked & {
    /** Whose votes counted when it was carried out, place by place. */
    counted: { rule: string; who: string; onBehalfOf?: string; overrides?: string }[]
  }
  'approval.late': Asked & {
    /** To the admins, after those who could decide were told. */
    escalated: boolean
    told: number
    missing: number
  }
  'group.saved': {
    groupId: string
    name: string
    members: readonly string[]
    added: number
    removed: number
    costCentres: readonly string[]
  }
  'group.removed': { groupId: string; name: string }
  'delegation.made': { delegationId: string; to: string; startsAt: string; endsAt: string; reason: string }
  'delegation.ended': { delegationId: string; from: string; to: string }
  'exception.requested': ExceptionName & {
    approvalId: string
    category: string
    justification: string
    risk: string
    costPlan: string
    startsAt: string
    expiresAt: string
    /** The exception that it would continue. */
    renews?: string | undefined
  }
  'exception.activated': ExceptionName & { approvalId: string; startsAt: string; expiresAt: string }
  'exception.rejected': ExceptionName & { approvalId: string; reason: string }
  'exception.withdrawn': ExceptionName
  'exception.revoked': ExceptionName & { reason: string }
  'exception.expired': ExceptionName & { reason?: string | undefined }
  'break_glass.opened': GlassName & { reason: string; until: string }
  'break_glass.used': GlassName & DeploymentName & { passedOver: readonly string[] }
  'break_glass.closed': GlassName & { how: 'closed' | 'ended'; uses: number }
  'break_glass.reviewed': GlassName & {
    approvalId: string
    justified: boolean
    comment?: string | undefined
    deployments: readonly string[]
  }
  'run.requested': {
    runner: string
    token: string
    origin: string
    inputDigest: string
    triggerId?: string | undefined
  }
  'run.finished': Shape & {
    runner: string
    token: string
    status: string
    attempt: number
    artifactDigest: string
    cause?: string | undefined
    reason?: string | undefined
    durationMs?: number | undefined
    initMs?: number | undefined
    coldStart?: boolean | undefined
    maxMemoryMib?: number | undefined
    /** Micro-dollars. */
    costMicros?: number | undefined
    /** Names and paths; never a value. */
    secrets?: Record<string, string> | undefined
    logDigest?: string | undefined
    inputDigest?: string | undefined
    resultDigest?: string | undefined
    outputDigest?: string | undefined
    traceId?: string | undefined
    isolation?: unknown
    /** Figures of its class, e.g. partitions done and rows of an ETL run. */
    metrics?: Record<string, number> | undefined
    approvals?: readonly string[] | undefined
    /** Exceptions that its runner lives on. */
    exceptions?: readonly string[] | undefined
  } & Policy
  'run.denied': { runner: string; token: string; reason: string; origin?: string | undefined } & Policy
  'run.taken_over': { runner: string; token: string; attempt: number; fromAgentId: string; toAgentId: string }
  'agent.invited': { enrolmentId: string; agentKind: string; name: string; environment: string; expiresAt: string }
  'agent.enrolled': {
    agentId: string
    enrolmentId: string
    agentKind: string
    name: string
    environment: string
    keyId: string
  }
  'agent.revoked': { agentId: string; name: string }
  'agent.drained': {
    agentId: string
    name: string
    /** First and last place in its spool that came in after it had been away. */
    fromSeq: number
    toSeq: number
    runs: number
    /** By the agent's clock. */
    awaySince: string
    awayMs: number
  }
  'trigger.changed': {
    triggerId: string
    triggerKind: string
    change: 'created' | 'enabled' | 'disabled' | 'removed' | 'changed'
    runner?: string | undefined
    cron?: string | undefined
    timezone?: string | undefined
  }
  'secret.written': { path: string; version: number }
  /** Of its address only where it is: the rest is often a secret. */
  'webhook.created': { webhookId: string; name: string; origin: string; kinds: readonly string[] }
  'webhook.changed': {
    webhookId: string
    name: string
    changes: readonly string[]
    origin?: string | undefined
    reason?: string | undefined
  }
  'webhook.removed': { webhookId: string; name: string }
  'webhook.replayed': { webhookId: string; name: string; deliveries: number }
  'evidence.read': { subject: string }
  'evidence.exported': { filters: Record<string, unknown>; events: number; treeSize: number }
}

type Every = { [K in EvidenceKind]: EvidenceFacts[K] }

/** One kind of event, as `appendEvidence` takes it. */
export type EventOf<K extends EvidenceKind> = EvidenceSubject & {
  kind: K
  /** Who did it; the event belongs to the actor's tenant. */
  actor: Actor
  result: EvidenceResult
} & Every[K]

/** The closed union of all that can be written down. */
export type EvidenceEvent = { [K in EvidenceKind]: EventOf<K> }[EvidenceKind]
