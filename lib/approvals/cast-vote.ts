import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { aboutRequest } from './close-request.ts'
import { type Counted, countVotes } from './count-votes.ts'
import { lockRequest } from './lock-request.ts'
import { placesFilled } from './places-filled.ts'
import type { Proof } from './proof.ts'
import { refuseVote } from './refuse-vote.ts'
import type { RequestRow } from './request-row.ts'
import type { Verdict } from './schema.ts'
import { settleVotes } from './settle-votes.ts'
import { standing } from './standing.ts'

export type VoteInput = {
  approvalId: string
  verdict: Verdict
  comment: string
  /** Somebody away who has delegated their decisions to the actor. */
  onBehalfOfId?: string | undefined
}

/** How the request stands after a vote, and which rules' places the vote fills. */
export type Cast = { state: string; missing: number; fills: string[] }

/**
 * Casts a vote and counts all of them with the request's row locked, everybody's roles and conflicts read anew. Enough
 * approvals let what was asked for go on in the same transaction; one rejection ends it. Throws `not_found`;
 * `forbidden` for whoever has a part in it or fills no place; `invalid_state` for what is decided, expired, or asks
 * about something that has changed since; `invalid_input` when a reason or a proof is missing.
 */
export async function castVote(
  actor: Actor,
  input: VoteInput,
  proof: Proof,
  clock: Clock = systemClock,
): Promise<Cast> {
  authorise(actor, 'approval:decide')
  return transaction(async (tx) => {
    const request = await lockRequest(tx, actor.tenantId, input.approvalId)
    const at = clock.now()
    const counted = await countVotes(tx, request, [actor.userId, input.onBehalfOfId ?? actor.userId])
    await refuseVote(tx, actor, request, counted, input, at)
    const voice = counted.people.get(input.onBehalfOfId ?? actor.userId)
    const fills = input.verdict === 'approve' ? placesFilled(actor, request, voice?.places ?? [], proof) : []
    if (!input.comment.trim()) refuseSilence(request, input.verdict, fills)
    const vote = {
      id: newId('vote'),
      userId: actor.userId,
      onBehalfOfId: input.onBehalfOfId ?? null,
      verdict: input.verdict,
      fills,
      at,
    }
    await writeVote(tx, actor, request, { ...vote, comment: input.comment, proof }, counted)
    const stand = standing(request.slots, [...counted.votes, vote], counted.people)
    const state = await settleVotes(tx, actor, request, stand, input.comment, at)
    await notifyChange(tx, request.subjectId)
    return { state, missing: stand.missing, fills }
  })
}

type Written = {
  id: string
  userId: string
  onBehalfOfId: string | null
  verdict: Verdict
  fills: string[]
  at: Date
  comment: string
  proof: Proof
}

async function writeVote(tx: Tx, actor: Actor, request: RequestRow, written: Written, { people }: Counted) {
  const { proof, ...vote } = written
  const assertion = proof.kind === 'passkey' ? proof.assertion : undefined
  await tx.approvalVote.create({
    data: {
      tenantId: actor.tenantId,
      approvalId: request.id,
      ...vote,
      assurance: proof.kind,
      ...(assertion && { assertion }),
    },
  })
  await appendEvidence(tx, {
    kind: 'approval.voted',
    actor,
    ...aboutRequest(request),
    result: vote.verdict === 'approve' ? 'succeeded' : vote.verdict === 'reject' ? 'denied' : 'info',
    approvalKind: request.kind,
    verdict: vote.verdict,
    onBehalfOf: vote.onBehalfOfId ? (people.get(vote.onBehalfOfId)?.email ?? vote.onBehalfOfId) : undefined,
    fills: vote.fills,
    overrides: request.slots.filter(({ rule, overrides }) => overrides && vote.fills.includes(rule)).map((s) => s.rule),
    assurance: proof.kind,
    assertion,
    comment: vote.comment,
    decisionDigest: request.decisionDigest,
  })
}

/** Throws unless the vote needs no reason: rejecting, overriding, and deciding on an exception do. */
function refuseSilence(request: RequestRow, verdict: Verdict, fills: readonly string[]): void {
  const overrides = request.slots.some((slot) => slot.overrides && fills.includes(slot.rule))
  const message =
    verdict === 'reject'
      ? 'Say why you reject.'
      : overrides
        ? 'Say why you let it pass.'
        : request.kind === 'exception' && verdict === 'approve'
          ? 'Say why you grant it.'
          : undefined
  if (message) throw new BareCountError('invalid_input', message, { faults: [{ path: 'comment', message }] })
}
