import { type Counted, countVotes } from '../approvals/count-votes.ts'
import { type RequestRow, readRequest } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import type { StageContext } from './stage-handler.ts'

/**
 * The request that asks about exactly this digest, counted with everybody's roles and conflicts of now; undefined when
 * none does, or its time is over.
 */
export async function currentRequest(
  tx: Tx,
  { actor, deployment }: StageContext,
  decisionDigest: string,
): Promise<{ request: RequestRow; counted: Counted } | undefined> {
  const row = await tx.approvalRequest.findFirst({
    where: {
      tenantId: actor.tenantId,
      kind: 'deployment',
      subjectId: deployment.id,
      decisionDigest,
      status: { in: ['open', 'approved', 'executed'] },
      expiresAt: { gt: new Date() },
    },
    orderBy: { id: 'desc' },
  })
  if (!row) return undefined
  const request = readRequest(row)
  return { request, counted: await countVotes(tx, request) }
}

/** Whether people have let exactly this pass, as their votes count now. Pure. */
export function isGiven(current: { request: RequestRow; counted: Counted } | undefined): boolean {
  const given = current?.request.status === 'approved' || current?.request.status === 'executed'
  return given && current?.counted.stand.state === 'approved'
}
