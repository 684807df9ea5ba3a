import type { Policy } from './parts.ts'

/** Sources, artifacts, where images come from, and what is known of their faults. */
export type ArtifactFacts = {
  'source.uploaded': { filename: string; digest: string; sizeBytes: number; sourceKind?: string | undefined }
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
}
