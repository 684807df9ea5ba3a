import type { Tx } from '../db/client.ts'
import type { ApprovalVote } from '../db/generated/client.ts'
import { type Involved, sayConflict } from './involved.ts'
import { involvedIn } from './involved-in.ts'
import { type Member, readMembers } from './people.ts'
import type { RequestRow } from './request-row.ts'
import { type Decider, type Standing, standing } from './standing.ts'

export type Counted = {
  stand: Standing
  votes: ApprovalVote[]
  /** Members among those who have voted, or are asked about, with their conflicts. */
  people: Map<string, Member & Decider>
  involved: Involved[]
}

/**
 * Counts the votes of a request with everybody's roles, groups and conflicts as they are in this transaction. `also`
 * names people to be read beside those who have voted.
 */
export async function countVotes(tx: Tx, request: RequestRow, also: readonly string[] = []): Promise<Counted> {
  const { tenantId, id: approvalId } = request
  const votes = await tx.approvalVote.findMany({ where: { tenantId, approvalId }, orderBy: { id: 'asc' } })
  const asked = [...votes.flatMap(({ userId, onBehalfOfId }) => [userId, onBehalfOfId ?? userId]), ...also]
  const involved = await involvedIn(tx, request)
  const members = await readMembers(tx, tenantId, [...new Set(asked)])
  const people = new Map(members.map((member) => [member.userId, withConflict(member, involved)]))
  return { stand: standing(request.slots, votes, people), votes, people, involved }
}

function withConflict(member: Member, involved: readonly Involved[]): Member & Decider {
  const part = involved.find(({ userId }) => userId === member.userId)
  return { ...member, conflict: part && sayConflict(part) }
}
