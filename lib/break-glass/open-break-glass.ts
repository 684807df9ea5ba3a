import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { namedRow, nameOf, sayGlass } from './named-glass.ts'
import { type OpenBreakGlass, openBreakGlassInput } from './schema.ts'

/** Who hears of it at once. */
export const watchers = ['approver', 'admin', 'auditor'] as const

const MINUTE_MS = 60_000

/**
 * Breaks the glass of an environment, for a time: deployments there then wait for no freeze, window, approval or soft
 * finding. Loud on purpose. Throws `forbidden`, `not_found`.
 */
export async function openBreakGlass(
  actor: Actor,
  given: OpenBreakGlass,
  clock: Clock = systemClock,
): Promise<{ id: string; until: Date }> {
  authorise(actor, 'gate:break_glass')
  const { environment: place, manifestId, reason, minutes } = openBreakGlassInput.parse(given)
  const { tenantId } = actor
  return transaction(async (tx) => {
    const environment = await tx.environment.findUnique({ where: { name: place }, select: { id: true } })
    if (!environment) throw notFound('environment')
    const where = { tenantId, id: manifestId ?? '' }
    if (manifestId && !(await tx.manifest.findFirst({ where, select: { id: true } }))) throw notFound('manifest')
    const id = newId('breakGlass')
    const openedAt = clock.now()
    const until = new Date(openedAt.getTime() + minutes * MINUTE_MS)
    const glass = await tx.breakGlass.create({
      data: {
        tenantId,
        id,
        environmentId: environment.id,
        manifestId: manifestId ?? null,
        reason,
        openedById: actor.userId,
        openedByLabel: actor.label,
        openedAt,
        until,
      },
      include: namedRow,
    })
    const said = { ...nameOf(glass), reason, until: until.toISOString() }
    await appendEvidence(tx, { kind: 'break_glass.opened', actor, result: 'info', ...said })
    await notifyMembers(tx, tenantId, watchers, {
      kind: 'break_glass',
      sentence: `${actor.label} broke the glass for ${sayGlass(glass)}, for ${minutes} minutes: ${reason}`,
      link: '/exceptions/break-glass',
      subjectIds: [id],
    })
    return { id, until }
  })
}
