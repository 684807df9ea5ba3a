import { couldDecide, readMembers } from '../approvals/people.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { type DelegateInput, delegateInput, MOST_DAYS_AWAY } from './schema.ts'

const DAY_MS = 24 * 3600_000

/**
 * Lets another member who decides do so on the actor's behalf for a time. It hands on no role: what the delegate says
 * for the actor counts by what the actor is. Throws `forbidden`, and `invalid_input` for a time that is none or somebody
 * who does not decide here.
 */
export async function delegateDecisions(
  actor: Actor,
  given: DelegateInput,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'delegation:manage')
  const input = delegateInput.parse(given)
  const now = clock.now()
  const startsAt = input.startsAt ? new Date(input.startsAt) : now
  const endsAt = new Date(input.endsAt)
  refuseTimes(startsAt, endsAt, now)
  return transaction(async (tx) => {
    const { tenantId, userId: fromId } = actor
    const toId = await findDelegate(tx, actor, input.to)
    const id = newId('delegation')
    await tx.delegation.create({ data: { tenantId, id, fromId, toId, reason: input.reason, startsAt, endsAt } })
    await appendEvidence(tx, {
      kind: 'delegation.made',
      actor,
      result: 'info',
      delegationId: id,
      to: input.to,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      reason: input.reason,
    })
    await notifyUsers(tx, tenantId, [toId], {
      kind: 'approval_waiting',
      sentence: `${actor.label} has you decide on their behalf until ${endsAt.toISOString()}.`,
      link: '/approvals',
      subjectIds: [id],
    })
    return { id }
  })
}

function refuseTimes(startsAt: Date, endsAt: Date, now: Date): void {
  const refuse = (message: string): never => {
    throw new BareCountError('invalid_input', message, { faults: [{ path: 'endsAt', message }] })
  }
  if (endsAt <= now || endsAt <= startsAt) refuse('It would end before it begins.')
  if (endsAt.getTime() - startsAt.getTime() > MOST_DAYS_AWAY * DAY_MS)
    refuse(`Decisions are handed over for at most ${MOST_DAYS_AWAY} days.`)
}

async function findDelegate(tx: Tx, actor: Actor, email: string): Promise<string> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } })
  const [member] = user ? await readMembers(tx, actor.tenantId, [user.id]) : []
  const message = !member
    ? `${email} is no member of this tenant.`
    : member.userId === actor.userId
      ? 'You cannot stand in for yourself.'
      : couldDecide(member)
        ? undefined
        : `${email} does not decide in this tenant.`
  if (message || !member) {
    throw new BareCountError('invalid_input', message ?? 'Nobody was named.', {
      faults: [{ path: 'to', message: message ?? '' }],
      remedy: 'Name a member with the role approver or overrider.',
    })
  }
  return member.userId
}
