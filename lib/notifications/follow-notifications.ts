import type { Actor } from '../auth/actor.ts'
import { changesOf } from '../live/changes.ts'
import type { ServerSentEvent } from '../live/server-sent-events.ts'
import { countUnread } from './queries.ts'
import { notificationsOf } from './tell.ts'

/**
 * How many unread notifications there are, and again whenever that may have changed. `again` makes the actor anew before
 * each look, so that whoever is signed out or removed meanwhile is told nothing more.
 */
export async function* followNotifications(
  actor: Actor,
  again: () => Promise<Actor>,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let told: number | undefined
  for await (const _ of changesOf(notificationsOf(actor.tenantId, actor.userId), signal)) {
    const now = await again()
    const same = now.tenantId === actor.tenantId && now.userId === actor.userId
    if (!same) return
    const unread = await countUnread(now)
    if (unread !== told) yield { event: 'unread', data: { unread } }
    told = unread
  }
}
