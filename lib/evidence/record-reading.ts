import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { appendEvidence } from './append-evidence.ts'
import type { EventOf } from './events.ts'
import { sentence } from './sentences.ts'

/** Looking at the same thing again within this time is the same reading. */
const ONE_READING_MS = 3600_000

/**
 * Writes down that an auditor, or a platform admin who is no member, has read `subject`: who watches is watched too.
 * Members' own reading is their daily work and is not recorded.
 */
export async function recordReading(actor: Actor, subject: string): Promise<void> {
  const watched = actor.roles.includes('auditor') || (actor.platformAdmin && actor.roles.length === 0)
  if (!watched) return
  const event: EventOf<'evidence.read'> = { kind: 'evidence.read', actor, result: 'info', subject }
  const before = await db.evidence.findFirst({
    where: {
      tenantId: actor.tenantId,
      actorId: actor.userId,
      kind: event.kind,
      sentence: sentence(event),
      at: { gt: new Date(Date.now() - ONE_READING_MS) },
    },
    select: { id: true },
  })
  if (!before) await transaction((tx) => appendEvidence(tx, event))
}
