import type { Actor } from '../auth/actor.ts'
import type { AlertFacts } from './events/alerts.ts'
import type { ApprovalFacts } from './events/approvals.ts'
import type { ArtifactFacts } from './events/artifacts.ts'
import type { ChangeFacts } from './events/changes.ts'
import type { DeadLetterFacts } from './events/dead-letters.ts'
import type { DeploymentFacts } from './events/deployments.ts'
import type { ExceptionFacts } from './events/exceptions.ts'
import type { OperationFacts } from './events/operations.ts'
import type { PolicyFacts } from './events/policy.ts'
import type { ReplayFacts } from './events/replays.ts'
import type { RunFacts } from './events/runs.ts'
import type { TenancyFacts } from './events/tenancy.ts'
import type { TriggerFacts } from './events/triggers.ts'
import type { UsageFacts } from './events/usage.ts'
import type { WebhookFacts } from './events/webhooks.ts'
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

/** The facts of each kind: what the statement holds beside who, when, what about and with which result. */
export type EvidenceFacts = TenancyFacts &
  PolicyFacts &
  ArtifactFacts &
  DeploymentFacts &
  ChangeFacts &
  ApprovalFacts &
  ExceptionFacts &
  RunFacts &
  DeadLetterFacts &
  UsageFacts &
  ReplayFacts &
  TriggerFacts &
  AlertFacts &
  WebhookFacts &
  OperationFacts

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
