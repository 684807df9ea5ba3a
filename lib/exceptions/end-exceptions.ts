import { systemActorOf } from '../auth/system-actor-of.ts'
import { type Tx, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { reminderDue } from './exception-status.ts'
import { type NamedException, namedRow, nameOf } from './named-exception.ts'
import { reminderDays } from './schema.ts'
import { concerned, runnersLivingOn, tellEnded } from './tell-ended.ts'

const BATCH = 100
const HOUR_MS = 3600_000

/**
 * Writes down, once each, which exceptions have ended, and reminds of those that soon will. Runs over every tenant,
 * since time does. Nothing counts by it: every path compares the end with the instant it asks about.
 * Returns how many ended.
 */
export async function endExceptions(now: Date): Promise<number> {
  const due = await unsafeDb.policyException.findMany({
    where: { status: 'active', expiresAt: { lte: now } },
    include: namedRow,
    orderBy: { expiresAt: 'asc' },
    take: BATCH,
  })
  for (const exception of due) await end(exception)
  return due.length
}

async function end(exception: NamedException): Promise<void> {
  const { tenantId, id, expiresAt } = exception
  const actor = await systemActorOf(tenantId, 'scheduler')
  await transaction(async (tx) => {
    const { count } = await tx.policyException.updateMany({
      where: { tenantId, id, status: 'active' },
      data: { status: 'expired', endedAt: expiresAt, endedById: actor.userId, endedByLabel: actor.label },
    })
    if (!count) return
    await appendEvidence(tx, { kind: 'exception.expired', actor, result: 'info', ...nameOf(exception) })
    await tellEnded(tx, exception, 'has ended')
  })
}

/** Tells whom it concerns that an exception ends in a week, or in a day. Returns how many were told of. */
export async function remindOfExceptions(now: Date): Promise<number> {
  const [first, last] = reminderDays
  const ahead = (days: number) => new Date(now.getTime() + days * 24 * HOUR_MS)
  const due = await unsafeDb.policyException.findMany({
    where: {
      status: 'active',
      startsAt: { lte: now },
      expiresAt: { gt: now, lte: ahead(first) },
      // Who has renewed it knows.
      renewals: { none: { status: 'active' } },
      OR: [{ remindedDays: null }, { remindedDays: { gt: last }, expiresAt: { lte: ahead(last) } }],
    },
    include: namedRow,
    orderBy: { expiresAt: 'asc' },
    take: BATCH,
  })
  let told = 0
  for (const exception of due) {
    const reminder = reminderDue(exception, now)
    if (reminder && (await transaction((tx) => remind(tx, exception, reminder)))) told++
  }
  return told
}

async function remind(
  tx: Tx,
  exception: NamedException,
  { days, tell }: { days: number; tell: boolean },
): Promise<boolean> {
  const { tenantId, id, remindedDays } = exception
  const { count } = await tx.policyException.updateMany({
    where: { tenantId, id, status: 'active', remindedDays },
    data: { remindedDays: days },
  })
  if (!count || !tell) return false
  const living = await runnersLivingOn(tx, exception)
  const lives = living.length
    ? ` ${living.length === 1 ? '1 runner lives' : `${living.length} runners live`} on it.`
    : ''
  const left = days === 1 ? 'a day' : `${days} days`
  await notifyUsers(tx, tenantId, await concerned(tx, exception, living), {
    kind: 'exception_ending',
    sentence: `The exception from ${exception.rule} for ${nameOf(exception).scope} ends in ${left}.${lives}`,
    link: `/exceptions/${id}`,
    subjectIds: [id],
  })
  return true
}
