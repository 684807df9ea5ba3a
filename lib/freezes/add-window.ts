import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { wakeScheduled } from '../provisioning/wake-scheduled.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { isZone } from '../time-zones.ts'
import { type WindowInput, windowInput } from './schema.ts'
import { minuteOf, sayWindow } from './window-words.ts'

/**
 * Lets an environment change at this time of these days; from its first window on, it changes at no other. Throws
 * `forbidden`, `not_found`, `invalid_input` for a time zone that does not exist.
 */
export async function addWindow(actor: Actor, given: WindowInput): Promise<{ id: string }> {
  authorise(actor, 'environment:write')
  const input = windowInput.parse(given)
  if (!isZone(input.timezone)) {
    const message = `“${input.timezone}” is not a time zone.`
    const remedy = 'Write an IANA name such as Europe/Madrid, or UTC.'
    throw new BareCountError('invalid_input', message, { faults: [{ path: 'timezone', message, remedy }], remedy })
  }
  const environment = await db.environment.findUnique({ where: { name: input.environment } })
  if (!environment) throw notFound('environment')
  const id = newId('changeWindow')
  const times = {
    days: [...new Set(input.days)].sort((a, b) => a - b),
    fromMinute: minuteOf(input.from),
    toMinute: minuteOf(input.to),
  }
  await transaction(async (tx) => {
    await tx.changeWindow.create({
      data: { id, environmentId: environment.id, ...times, timezone: input.timezone, createdByLabel: actor.label },
    })
    await wakeScheduled(tx, environment.id, new Date())
    await appendEvidence(tx, {
      kind: 'window.added',
      actor: await asPlatform(actor, tx),
      result: 'info',
      environmentId: environment.id,
      windowId: id,
      environment: environment.name,
      window: sayWindow(times),
      timezone: input.timezone,
    })
  })
  return { id }
}
