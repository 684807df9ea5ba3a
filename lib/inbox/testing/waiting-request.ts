import type { Actor } from '../../auth/actor.ts'
import { db } from '../../db/client.ts'
import type { Prisma } from '../../db/generated/client.ts'
import { newId } from '../../ids.ts'
import type { ApprovalSlot } from '../../policy/schema.ts'
import { EMPTY_LIST, emptyReplay } from '../../replays/testing/empty-replay.ts'

export const place = (over: Partial<ApprovalSlot> = {}): ApprovalSlot => ({
  rule: 'approval.test',
  title: 'Somebody decides',
  by: 'role:approver',
  count: 1,
  assurance: 'session',
  overrides: false,
  ...over,
})

/** A request that waits in the requester's tenant, about nothing else in the database. Returns its id. */
export async function waitingRequest(
  requester: Actor,
  over: Partial<Omit<Prisma.ApprovalRequestUncheckedCreateInput, 'slots'>> & { slots?: ApprovalSlot[] } = {},
): Promise<string> {
  const id = newId('approval')
  const replay = over.kind ? id : await emptyReplay(requester)
  await db.approvalRequest.create({
    data: {
      tenantId: requester.tenantId,
      id,
      kind: 'mass_replay',
      subjectId: replay,
      decisionDigest: EMPTY_LIST,
      required: 1,
      requestedById: requester.userId,
      summary: 'Replay 40 runs of orders',
      expiresAt: new Date(Date.now() + 3600_000),
      ...over,
      slots: over.slots ?? [place()],
    },
  })
  return id
}
