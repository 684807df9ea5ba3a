import type { Actor } from '../auth/actor.ts'
import { reviewOutcome } from '../break-glass/review-outcome.ts'
import type { Tx } from '../db/client.ts'
import { exceptionOutcome } from '../exceptions/exception-outcome.ts'
import { policyOutcome } from '../policy/registry/policy-outcome.ts'
import { deploymentOutcome } from '../provisioning/deployment-outcome.ts'
import { replayOutcome } from '../replays/replay-outcome.ts'
import type { Involved } from './involved.ts'
import type { ApprovalKindName } from './kinds.ts'
import type { RequestRow } from './request-row.ts'

/** How a request ended without an answer. */
export type Unanswered = 'expired' | 'withdrawn'

/**
 * What follows from a decision, by kind; all of it in the transaction of the decision, with the request's row locked.
 * Other domains keep theirs in their own folder and name it here.
 */
export type Outcome = {
  /** Takes the locks of what is decided before the request's own, in the order everybody else takes them. */
  lock?(tx: Tx, request: { tenantId: string; subjectId: string }): Promise<void>
  /** Whether it still asks about what there is. Without it a request is current until something closes it. */
  current?(tx: Tx, request: RequestRow): Promise<boolean>
  /** Who has a part in it beside the requester. */
  involved?(tx: Tx, request: RequestRow): Promise<Involved[]>
  /** Enough people have approved. */
  approved(tx: Tx, actor: Actor, request: RequestRow): Promise<void>
  /** Somebody said no. */
  rejected(tx: Tx, actor: Actor, request: RequestRow, comment: string): Promise<void>
  /** Nobody decided in time, or the requester took it back. */
  unanswered(tx: Tx, actor: Actor, request: RequestRow, how: Unanswered): Promise<void>
  /**
   * A vote was withdrawn from an approved request, which is open again. Without it what is approved has begun, and no
   * vote can be withdrawn any more.
   */
  reopened?(tx: Tx, actor: Actor, request: RequestRow): Promise<void>
}

export const outcomes: Record<ApprovalKindName, Outcome> = {
  deployment: deploymentOutcome,
  policy: policyOutcome,
  exception: exceptionOutcome,
  break_glass_review: reviewOutcome,
  mass_replay: replayOutcome,
}
