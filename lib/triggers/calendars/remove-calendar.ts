import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../../db/client.ts'
import { BareCountError, notFound } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'

/** Removes a calendar. Throws `not_found`, `forbidden`, and `invalid_state` while a schedule excludes it. */
export async function removeCalendar(actor: Actor, name: string): Promise<void> {
  authorise(actor, 'calendar:manage')
  const { tenantId } = actor
  await transaction(async (tx) => {
    const runner = await userOf(tx, tenantId, name)
    if (runner !== undefined) {
      throw new BareCountError('invalid_state', `A schedule of ${runner} excludes the calendar ${name}.`, {
        remedy: 'Take it out of the manifest, deploy that, and remove the calendar then.',
      })
    }
    const { count } = await tx.calendar.deleteMany({ where: { tenantId, name } })
    if (!count) throw notFound('calendar')
    await appendEvidence(tx, { kind: 'calendar.removed', actor, result: 'info', calendar: name })
  })
}

async function userOf(tx: Tx, tenantId: string, name: string): Promise<string | undefined> {
  const [row] = await unsafeTx(tx).$queryRaw<{ name: string }[]>`
    select r.name from "Trigger" t join "Runner" r on r."tenantId" = t."tenantId" and r.id = t."runnerId"
    where t."tenantId" = ${tenantId} and t.active and t.exclude->'calendars' ? ${name} limit 1`
  return row?.name
}
