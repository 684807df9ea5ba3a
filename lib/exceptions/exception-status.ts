import type { PolicyException } from '../db/generated/client.ts'
import { type ExceptionState, reminderDays } from './schema.ts'

type Terms = Pick<PolicyException, 'status' | 'startsAt' | 'expiresAt'>

const DAY_MS = 24 * 3600_000

/**
 * How an exception stands at an instant. What is stored says what people did; time is asked every time, so that one
 * that nobody has written down as expired has expired all the same. Pure.
 */
export function stateAt({ status, startsAt, expiresAt }: Terms, at: Date): ExceptionState {
  if (status === 'requested') return expiresAt <= at ? 'expired' : 'requested'
  if (status !== 'active') return status
  if (expiresAt <= at) return 'expired'
  return startsAt <= at ? 'active' : 'upcoming'
}

/** Whether it counts at an instant: approved, begun, and not at or past its end. Pure. */
export function isInForce(terms: Terms, at: Date): boolean {
  return stateAt(terms, at) === 'active'
}

/**
 * The reminder whose time it is, in days before the end; undefined when there is none. `tell` is false for an exception
 * that does not last as long as that: it ends soon after it begins, which is no news. Pure.
 */
export function reminderDue(
  terms: Terms & Pick<PolicyException, 'remindedDays'>,
  at: Date,
): { days: number; tell: boolean } | undefined {
  if (!isInForce(terms, at)) return undefined
  const { startsAt, expiresAt, remindedDays } = terms
  const from = (days: number) => expiresAt.getTime() - days * DAY_MS
  const reached = reminderDays.filter((days) => from(days) <= at.getTime())
  if (!reached.length) return undefined
  const days = Math.min(...reached)
  if (remindedDays !== null && remindedDays <= days) return undefined
  return { days, tell: startsAt.getTime() < from(days) }
}
