import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { db, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { type EndSilenceInput, endSilenceInput, MAX_SILENCE_DAYS, type SilenceInput, silenceInput } from './schema.ts'

const DAY_MS = 24 * 3600_000

/**
 * Lets nobody be told of alerts until a time: of a rule, of a runner, or of any. They go on being recorded. Throws
 * `forbidden`, `not_found`, `invalid_input` for an end that makes no sense.
 */
export async function silenceAlerts(
  actor: Actor,
  given: SilenceInput,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'alert:manage')
  const { ruleId, runnerId, endsAt: end, reason } = silenceInput.parse(given)
  const { tenantId } = actor
  const now = clock.now()
  const endsAt = new Date(end)
  refuseOddEnd(endsAt, now)
  const rule = ruleId ? await db.alertRule.findFirst({ where: { tenantId, id: ruleId, removedAt: null } }) : null
  if (ruleId && !rule) throw notFound('alert rule')
  if (runnerId && !(await db.runner.count({ where: { tenantId, id: runnerId } }))) throw notFound('runner')
  const id = newId('silence')
  await transaction(async (tx) => {
    await tx.silence.create({
      data: {
        tenantId,
        id,
        ruleId: ruleId ?? null,
        runnerId: runnerId ?? null,
        reason,
        startsAt: now,
        endsAt,
        createdById: actor.userId,
        createdByLabel: actor.label,
        createdAt: now,
      },
    })
    await appendEvidence(tx, {
      kind: 'alert.silenced',
      actor,
      result: 'info',
      ...(runnerId && { runnerId }),
      silenceId: id,
      ...(rule && { ruleId: rule.id, rule: rule.name }),
      endsAt: endsAt.toISOString(),
      reason,
    })
  })
  return { id }
}

/** Ends a silence before its time; what is still open is told at the next look. Throws `not_found`, `invalid_state`. */
export async function endSilence(actor: Actor, given: EndSilenceInput): Promise<void> {
  authorise(actor, 'alert:manage')
  const { id } = endSilenceInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const silence = await tx.silence.findFirst({ where: { tenantId, id } })
    if (!silence) throw notFound('silence')
    const now = new Date()
    const { count } = await tx.silence.updateMany({
      where: { tenantId, id, endedAt: null, endsAt: { gt: now } },
      data: { endedAt: now, endedByLabel: actor.label },
    })
    if (!count)
      throw new BareCountError('invalid_state', 'This silence is over already.', { remedy: 'Reload the page.' })
    await appendEvidence(tx, {
      kind: 'alert.silence_ended',
      actor,
      result: 'info',
      ...(silence.runnerId && { runnerId: silence.runnerId }),
      silenceId: id,
      reason: silence.reason,
    })
  })
}

function refuseOddEnd(endsAt: Date, now: Date): void {
  const lasts = endsAt.getTime() - now.getTime()
  const message =
    lasts <= 0
      ? 'It would be over already.'
      : lasts > MAX_SILENCE_DAYS * DAY_MS
        ? `It would last more than ${MAX_SILENCE_DAYS} days.`
        : undefined
  if (!message) return
  const remedy = 'Choose an end after now; switch the rule off when it never matters.'
  throw new BareCountError('invalid_input', message, { faults: [{ path: 'endsAt', message, remedy }], remedy })
}
