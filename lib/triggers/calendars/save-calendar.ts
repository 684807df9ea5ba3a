import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction } from '../../db/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { type CalendarInput, calendarInput } from './schema.ts'

/** Keeps a calendar, new or changed; schedules that exclude it follow from the next tick on. Throws `forbidden`. */
export async function saveCalendar(actor: Actor, given: CalendarInput): Promise<{ name: string }> {
  authorise(actor, 'calendar:manage')
  const { name, description, days: written } = calendarInput.parse(given)
  const { tenantId, label } = actor
  const days = [...new Set(written)].sort()
  await transaction(async (tx) => {
    const before = await tx.calendar.findFirst({ where: { tenantId, name }, select: { days: true } })
    const data = { description, days, updatedByLabel: label }
    await tx.calendar.upsert({
      where: { tenantId_name: { tenantId, name } },
      create: { tenantId, name, ...data },
      update: data,
    })
    await appendEvidence(tx, {
      kind: 'calendar.saved',
      actor,
      result: 'info',
      calendar: name,
      days,
      before: before?.days,
    })
  })
  return { name }
}
