import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { actorsForRequests } from './actor-for-request.ts'
import type { snoozeInput } from './schema.ts'

const HOUR_MS = 3600_000

/**
 * Puts requests off, out of the actor's own inbox, or wakes them. It changes nothing for anybody else, and no deadline
 * moves. Requests the actor cannot reach are left out. Returns until when; null when woken.
 */
export async function snoozeRequests(
  actor: Actor,
  { approvalIds, until }: z.output<typeof snoozeInput>,
  now = new Date(),
): Promise<{ until: Date | null; requests: number }> {
  authorise(actor, 'approval:read')
  const end = endOf(until, now)
  const actors = await actorsForRequests(actor, approvalIds)
  for (const [approvalId, { tenantId, userId }] of actors) {
    const key = { tenantId, userId, approvalId }
    if (!end) await db.approvalSnooze.deleteMany({ where: key })
    else {
      await db.approvalSnooze.upsert({
        where: { tenantId_userId_approvalId: key },
        create: { ...key, until: end },
        update: { until: end },
      })
    }
  }
  return { until: end, requests: actors.size }
}

/** Tomorrow and next week begin at seven, UTC: before people do. */
function endOf(until: z.output<typeof snoozeInput>['until'], now: Date): Date | null {
  if (until === 'wake') return null
  if (until === 'hour') return new Date(now.getTime() + HOUR_MS)
  const day = new Date(now)
  const days = until === 'tomorrow' ? 1 : 8 - (day.getUTCDay() || 7)
  day.setUTCDate(day.getUTCDate() + days)
  day.setUTCHours(7, 0, 0, 0)
  return day
}
