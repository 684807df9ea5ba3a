import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Environment, Manifest, ManifestVersion } from '../db/generated/client.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { StageName } from './stage-names.ts'

/** What a stage is given. Rows are as they were when the stage was claimed. */
export type StageContext = {
  /** The worker, acting in the deployment's tenant. */
  actor: Actor
  deployment: {
    id: string
    tenantId: string
    kind: 'deploy' | 'promote' | 'rollback' | 'destroy'
    requestedById: string
    artifactDigest: string | null
    sourceDeploymentId: string | null
    decisionDigest: string | null
    startsAt: Date | null
  }
  manifest: Manifest
  version: ManifestVersion
  declared: NormalisedManifest
  environment: Environment
  attempt: number
  /** Aborts when somebody cancels; a stage stops what it started and throws. */
  signal: AbortSignal
  /** One line into the live log of this attempt. */
  log(line: string): void
  /** What an earlier stage of this deployment produced. */
  outputOf(stage: StageName): Promise<Record<string, unknown>>
}

/** How a stage ends when it did not throw. */
export type StageResult = {
  /** Small facts for people and later stages: digests, ids, figures. */
  output: Record<string, unknown>
  /** Changes that belong to the same transaction as "succeeded", with their own evidence. */
  commit?(tx: Tx): Promise<void>
  /** The stage waits: the workflow ends here, and a decision or the clock queues the next one. */
  waiting?: { for: 'people' | 'time'; reason: string; until: Date }
}

/**
 * One stage. It runs at least once: after a crash the same stage runs again with the same rows, so what it does
 * outside the database must be idempotent. Throws a BareCountError to fail with a reason that a person can act on.
 */
export type StageHandler = (context: StageContext) => Promise<StageResult>
