import { aboutRequest } from '../approvals/close-request.ts'
import type { Counted } from '../approvals/count-votes.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'

/** approved → executed, with evidence of who let it pass as their votes counted at this instant. Once only. */
export async function markExecuted(tx: Tx, actor: Actor, request: RequestRow, { stand, people, votes }: Counted) {
  const { count } = await tx.approvalRequest.updateMany({
    where: { tenantId: request.tenantId, id: request.id, status: 'approved' },
    data: { status: 'executed', executedAt: new Date() },
  })
  if (!count) return
  const named = (userId: string) => people.get(userId)?.email ?? userId
  await appendEvidence(tx, {
    kind: 'approval.executed',
    actor,
    result: 'succeeded',
    ...aboutRequest(request),
    approvalKind: request.kind,
    decisionDigest: request.decisionDigest,
    counted: stand.slots.flatMap(({ slot, filledBy }) =>
      filledBy.map(({ userId, onBehalfOfId }) => ({
        rule: slot.rule,
        who: named(userId),
        ...(onBehalfOfId && { onBehalfOf: named(onBehalfOfId) }),
        ...(slot.overrides && { overrides: reasonOf(votes, userId, onBehalfOfId) }),
      })),
    ),
  })
}

/** What was said with the newest vote of a voice. */
function reasonOf(votes: Counted['votes'], userId: string, onBehalfOfId: string | null): string {
  const said = votes.filter((vote) => vote.userId === userId && vote.onBehalfOfId === onBehalfOfId)
  return said.at(-1)?.comment ?? ''
}
