export type Vote = { userId: string; approve: boolean; at: Date }

export type Quorum = { state: 'open' | 'approved' | 'rejected'; approvals: number; missing: number }

/**
 * Where a request stands: a person's newest vote counts, one rejection ends it, and `required` distinct people must
 * approve. Pure.
 */
export function quorum(votes: readonly Vote[], required: number): Quorum {
  const newest = new Map<string, Vote>()
  for (const vote of votes) {
    const before = newest.get(vote.userId)
    if (!before || before.at <= vote.at) newest.set(vote.userId, vote)
  }
  const counted = [...newest.values()]
  const approvals = counted.filter((vote) => vote.approve).length
  const state = counted.some((vote) => !vote.approve) ? 'rejected' : approvals >= required ? 'approved' : 'open'
  return { state, approvals, missing: Math.max(0, required - approvals) }
}

export type Involved = { requestedById: string; authoredById: string; sourceUploadedById?: string }

/** Why `userId` may not decide, as a sentence, or undefined when nothing stands against it. Pure. */
export function conflictOf(userId: string, involved: Involved): string | undefined {
  if (userId === involved.requestedById) return 'You requested this deployment.'
  if (userId === involved.authoredById) return 'You wrote this manifest version.'
  if (userId === involved.sourceUploadedById) return 'You uploaded the source it is built from.'
  return undefined
}
