import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
import { closeOpenRequests } from './close-open-requests.ts'
import { aboutRequest } from './close-request.ts'
import { involvedIn } from './involved-in.ts'
import type { ApprovalKindName } from './kinds.ts'
import { couldFill, readMembers } from './people.ts'
import { type ApprovalFacts, type RequestRow, readRequest } from './request-row.ts'
import { fewestPeople } from './standing.ts'

export type OpenRequest = {
  kind: ApprovalKindName
  subjectId: string
  about?: { manifestId?: string; environmentId?: string; deploymentId?: string }
  slots: readonly ApprovalSlot[]
  decisionDigest: string
  summary: string
  /** Short words that say what makes it risky. */
  risks?: readonly string[]
  facts?: ApprovalFacts
  expiresAt: Date
  startsAt?: Date | undefined
  /** Whoever asks; the actor, unless the worker asks for somebody. */
  requestedById?: string
}

const HOUR_MS = 3600_000

/**
 * Asks people to decide: the row, its evidence, and a word to everybody who could fill a place and has no part in it.
 * What was asked before about the same thing is superseded. Call it in the transaction of what is asked about, with
 * that row locked.
 */
export async function openRequest(tx: Tx, actor: Actor, asked: OpenRequest): Promise<{ id: string }> {
  const { kind, subjectId, slots, about = {} } = asked
  if (!slots.length) throw new Error('a request needs somebody to ask')
  const id = newId('approval')
  await closeOpenRequests(tx, actor, { kind, subjectId }, 'superseded', `Asked anew as ${id}.`)
  const now = new Date()
  const hours = slots.flatMap(({ slaHours }) => slaHours ?? [])
  const row = await tx.approvalRequest.create({
    data: {
      tenantId: actor.tenantId,
      id,
      kind,
      subjectId,
      ...about,
      slots: [...slots],
      required: fewestPeople(slots),
      decisionDigest: asked.decisionDigest,
      summary: asked.summary,
      risks: [...(asked.risks ?? [])],
      facts: (asked.facts ?? {}) as object,
      requestedById: asked.requestedById ?? actor.userId,
      createdAt: now,
      expiresAt: asked.expiresAt,
      startsAt: asked.startsAt ?? null,
      dueAt: hours.length ? new Date(now.getTime() + Math.min(...hours) * HOUR_MS) : null,
    },
  })
  const request = readRequest(row)
  await appendEvidence(tx, {
    kind: 'approval.requested',
    actor,
    result: 'info',
    ...aboutRequest(request),
    approvalKind: kind,
    subject: subjectId,
    decisionDigest: request.decisionDigest,
    required: request.required,
    slots: slots.map(({ rule, by, count, assurance, overrides }) => ({ rule, by, count, assurance, overrides })),
    expiresAt: request.expiresAt.toISOString(),
    startsAt: request.startsAt?.toISOString(),
    summary: request.summary,
  })
  await tellDeciders(tx, request)
  return { id }
}

async function tellDeciders(tx: Tx, request: RequestRow): Promise<void> {
  const members = await readMembers(tx, request.tenantId)
  const involved = new Set((await involvedIn(tx, request)).map(({ userId }) => userId))
  const asked = members.filter((member) => couldFill(member, request.slots) && !involved.has(member.userId))
  const people = asked.map(({ userId }) => userId)
  await notifyUsers(tx, request.tenantId, people, {
    kind: 'approval_waiting',
    sentence: `${request.summary} waits for you.`,
    link: `/approvals/${request.id}`,
    subjectIds: [request.id, request.subjectId],
  })
}
