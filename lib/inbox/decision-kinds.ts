import type { ApprovalKindName } from '../approvals/kinds.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import { reviewDecision } from '../break-glass/review-decision.ts'
import { exceptionDecision } from '../exceptions/exception-decision.ts'
import { policyDecision } from '../policy/registry/policy-decision.ts'
import { replayDecision } from '../replays/replay-decision.ts'
import type { DecisionBody } from './decision-body.ts'
import { deploymentDecision } from './deployment-decision.ts'

/** Reads what an approver must know about a request of one kind. The actor is of the request's tenant. */
export type ReadDecision = (actor: Actor, request: RequestRow, requester: string) => Promise<DecisionBody>

/** One reader a kind. Other domains keep theirs in their own folder and name it here. */
export const decisionKinds: Record<ApprovalKindName, ReadDecision> = {
  deployment: deploymentDecision,
  policy: policyDecision,
  exception: exceptionDecision,
  break_glass_review: reviewDecision,
  mass_replay: replayDecision,
}
