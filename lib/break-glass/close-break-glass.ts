import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Tx, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { type NamedGlass, namedRow, nameOf, sayGlass } from './named-glass.ts'
import { watchers } from './open-break-glass.ts'
import { closeBreakGlassInput } from './schema.ts'

/** Closes a break-glass before its time. Throws `forbidden`, `not_found`, `invalid_state` for one that has ended. */
export async function closeBreakGlass(
  actor: Actor,
  given: z.input<typeof closeBreakGlassInput>,
  clock: Clock = systemClock,
): Promise<void> {
  authorise(actor, 'gate:break_glass')
  const { id } = closeBreakGlassInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const glass = await tx.breakGlass.findFirst({ where: { tenantId, id }, include: namedRow })
    if (!glass) throw notFound('break-glass')
    const now = clock.now()
    if (glass.until > now && (await shutGlass(tx, actor, glass, now, 'closed'))) return
    throw new BareCountError('invalid_state', 'This break-glass has ended already.', { remedy: 'Reload the page.' })
  })
}

/** open → closed, with its evidence and a word to those who heard of its opening. False when it was closed before. */
export async function shutGlass(
  tx: Tx,
  actor: Actor,
  glass: NamedGlass,
  at: Date,
  how: 'closed' | 'ended',
): Promise<boolean> {
  const { tenantId, id } = glass
  const { count } = await tx.breakGlass.updateMany({
    where: { tenantId, id, closedAt: null },
    data: { closedAt: at, closedByLabel: actor.label },
  })
  if (!count) return false
  const uses = await tx.breakGlassUse.count({ where: { tenantId, breakGlassId: id } })
  await appendEvidence(tx, { kind: 'break_glass.closed', actor, result: 'info', ...nameOf(glass), how, uses })
  const used = uses === 0 ? 'It was not used.' : `It was used ${uses === 1 ? 'once' : `${uses} times`}.`
  await notifyMembers(tx, tenantId, watchers, {
    kind: 'break_glass',
    sentence: `The break-glass for ${sayGlass(glass)} ${how === 'ended' ? 'has ended' : `was closed by ${actor.label}`}. ${used}`,
    link: '/exceptions/break-glass',
    subjectIds: [id],
  })
  return true
}
