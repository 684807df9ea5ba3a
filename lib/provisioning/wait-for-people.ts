import { changedParts } from '../approvals/changed-parts.ts'
import { closeRequest } from '../approvals/close-request.ts'
import { openRequest } from '../approvals/open-request.ts'
import { readRequest } from '../approvals/request-row.ts'
import { sayWho } from '../approvals/say-slots.ts'
import { APPROVAL_DAYS } from '../approvals/schema.ts'
import type { Tx } from '../db/client.ts'
import type { Question } from './approval-question.ts'
import { currentRequest, isGiven } from './current-request.ts'
import { goOn } from './go-on.ts'
import type { Judged } from './judge-deployment.ts'
import type { StageContext, StageResult } from './stage-handler.ts'

const DAY_MS = 24 * 3600_000

/**
 * The result that makes a deployment wait for the people it needs. Its commit opens the request, or keeps the one that
 * asks about exactly this; what was asked or approved about anything else is voided, and evidence says what changed.
 */
export function waitForPeople(
  context: StageContext,
  judged: Judged,
  question: Question,
  missing: readonly { by: string; count: number }[],
): StageResult {
  const from = judged.startsLater ?? new Date()
  const until = new Date(from.getTime() + APPROVAL_DAYS * DAY_MS)
  const reason = `Waiting for ${sayWho(missing)} of ${context.actor.tenantSlug}.`
  context.log(reason)
  return {
    output: { decisionDigest: question.decisionDigest },
    waiting: { for: 'people', reason, until },
    commit: (tx) => ask(tx, context, judged, question, until),
  }
}

async function ask(tx: Tx, context: StageContext, judged: Judged, question: Question, expiresAt: Date): Promise<void> {
  const { actor, deployment, manifest, environment } = context
  const { decisionDigest } = question
  const current = await currentRequest(tx, context, decisionDigest)
  // Given between the count and this lock: nobody else would start it.
  if (current && isGiven(current)) return goOn(tx, actor, deployment.id)
  if (current?.request.status === 'open') return
  if (current?.request.status === 'approved') {
    const approvals = current.request.required - current.counted.stand.missing
    const reason = 'Some of those who approved may not any more.'
    await closeRequest(tx, actor, current.request, { from: 'approved', to: 'open', approvals, at: new Date(), reason })
    return
  }
  await voidOthers(tx, context, question)
  await tx.deployment.updateMany({
    where: { tenantId: actor.tenantId, id: deployment.id },
    data: { decisionDigest },
  })
  await openRequest(tx, actor, {
    kind: 'deployment',
    subjectId: deployment.id,
    about: { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
    slots: judged.slots,
    ...question,
    requestedById: deployment.requestedById,
    expiresAt,
    startsAt: deployment.startsAt ?? undefined,
  })
}

/** Closes what was asked about this deployment as it was before: nothing of it counts for what it is now. */
async function voidOthers(tx: Tx, { actor, deployment }: StageContext, { decisionDigest, facts }: Question) {
  const now = new Date()
  const rows = await tx.approvalRequest.findMany({
    where: {
      tenantId: actor.tenantId,
      kind: 'deployment',
      subjectId: deployment.id,
      status: { in: ['open', 'approved'] },
    },
  })
  for (const row of rows) {
    const request = readRequest(row)
    const same = request.decisionDigest === decisionDigest
    const changed = changedParts(request.facts, facts).map(({ part }) => part)
    await closeRequest(tx, actor, request, {
      from: request.status,
      to: same && request.expiresAt <= now ? 'expired' : 'voided',
      approvals: request.status === 'approved' ? request.required : 0,
      at: now,
      reason: same ? 'What was approved has not begun in time.' : `Changed since: ${changed.join(', ')}.`,
    })
  }
}
