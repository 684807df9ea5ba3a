import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'

/** Throws `invalid_state` when a schedule excludes by a calendar that the tenant does not keep: it would exclude nothing. */
export async function refuseUnknownCalendars(
  tx: Tx,
  tenantId: string,
  declared: readonly NormalisedTrigger[],
): Promise<void> {
  const names = declared.flatMap((trigger) => (trigger.kind === 'schedule' ? trigger.exclude.calendars : []))
  if (!names.length) return
  const kept = await tx.calendar.findMany({ where: { tenantId, name: { in: names } }, select: { name: true } })
  const unknown = names.find((name) => !kept.some((calendar) => calendar.name === name))
  if (unknown === undefined) return
  throw new BareCountError('invalid_state', `A schedule excludes the calendar ${unknown}, which is not kept here.`, {
    remedy: `Make the calendar ${unknown} on the page Schedules, then resume.`,
  })
}
