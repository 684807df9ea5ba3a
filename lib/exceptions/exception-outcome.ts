import type { Outcome } from '../approvals/outcomes.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import { systemClock } from '../clock.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { exceptableRule } from './exceptable-rules.ts'
import { involvedInException } from './involved-in-exception.ts'
import { lockException, type NamedException, namedRow, nameOf } from './named-exception.ts'

/** What follows from a decision about an exception. */
export const exceptionOutcome: Outcome = {
  lock: (tx, { tenantId, subjectId }) => lockException(tx, { tenantId, id: subjectId }),
  current: async (tx, { tenantId, subjectId }) => {
    const row = await tx.policyException.findFirst({ where: { tenantId, id: subjectId }, select: { status: true } })
    return row?.status === 'requested'
  },
  involved: involvedInException,
  approved: async (tx, actor, request) => {
    const exception = await requested(tx, request)
    const now = systemClock.now()
    // The rules may have changed since it was asked for: an exception that no rule counts would be a false comfort.
    await exceptableRule(tx, exception.tenantId, exception.rule)
    await decide(tx, exception, { status: 'active', decidedAt: now })
    const until = { startsAt: exception.startsAt.toISOString(), expiresAt: exception.expiresAt.toISOString() }
    const said = { ...nameOf(exception), approvalId: request.id, ...until }
    await appendEvidence(tx, { kind: 'exception.activated', actor, result: 'succeeded', ...said })
    await tell(tx, exception, `was approved and holds until ${until.expiresAt}`)
  },
  rejected: async (tx, actor, request, comment) => {
    const exception = await requested(tx, request)
    await end(tx, actor, exception, 'rejected', comment)
    const said = { ...nameOf(exception), approvalId: request.id, reason: comment }
    await appendEvidence(tx, { kind: 'exception.rejected', actor, result: 'denied', ...said })
    await tell(tx, exception, `was rejected: ${comment.replace(/\.$/, '')}`)
  },
  unanswered: async (tx, actor, request, how) => {
    const exception = await requested(tx, request)
    const reason = how === 'expired' ? 'Nobody decided in time.' : undefined
    await end(tx, actor, exception, how, reason ?? null)
    const said = nameOf(exception)
    if (how === 'withdrawn') await appendEvidence(tx, { kind: 'exception.withdrawn', actor, result: 'info', ...said })
    else await appendEvidence(tx, { kind: 'exception.expired', actor, result: 'info', ...said, reason })
    if (how === 'expired') await tell(tx, exception, 'was not decided in time')
  },
}

async function requested(tx: Tx, { tenantId, subjectId }: RequestRow): Promise<NamedException> {
  const row = await tx.policyException.findFirst({ where: { tenantId, id: subjectId }, include: namedRow })
  if (!row) throw notFound('exception')
  return row
}

/** requested → what people decided; one that has been withdrawn or decided meanwhile stays as it is. */
async function decide(
  tx: Tx,
  { tenantId, id }: NamedException,
  data: { status: 'active' | 'rejected' | 'expired' | 'withdrawn'; [field: string]: unknown },
) {
  const { count } = await tx.policyException.updateMany({ where: { tenantId, id, status: 'requested' }, data })
  if (!count) {
    throw new BareCountError('invalid_state', 'This exception has been decided or withdrawn already.', {
      remedy: 'Reload the page.',
    })
  }
}

function end(
  tx: Tx,
  actor: Actor,
  exception: NamedException,
  status: 'rejected' | 'expired' | 'withdrawn',
  reason: string | null,
) {
  const now = systemClock.now()
  const by = { endedAt: now, endedById: actor.userId, endedByLabel: actor.label, endReason: reason }
  return decide(tx, exception, { status, decidedAt: status === 'rejected' ? now : null, ...by })
}

async function tell(tx: Tx, exception: NamedException, how: string): Promise<void> {
  await notifyUsers(tx, exception.tenantId, [exception.requestedById], {
    kind: 'exception_decided',
    sentence: `The exception from ${exception.rule} for ${nameOf(exception).scope} ${how}.`,
    link: `/exceptions/${exception.id}`,
    subjectIds: [exception.id],
  })
}
