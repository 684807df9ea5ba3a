import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import type { Trigger } from '../db/generated/client.ts'
import { ticks } from '../manifests/ticks.ts'
import type { Exclusions } from '../manifests/trigger-words.ts'
import { exclusionOf } from './exclusions.ts'

const SHOWN = 12

export type UpcomingTick = { at: Date; excluded: string | undefined }

type Schedule = Pick<Trigger, 'cron' | 'timezone' | 'exclude'>

/** The next times of a schedule, with those its calendar leaves out. */
export async function upcomingTicks(actor: Actor, schedule: Schedule, now: Date): Promise<UpcomingTick[]> {
  authorise(actor, 'runner:read')
  const { cron, timezone } = schedule
  const exclude = schedule.exclude as Exclusions | null
  if (!cron || !timezone) return []
  const calendars = exclude?.calendars.length
    ? await db.calendar.findMany({
        where: { tenantId: actor.tenantId, name: { in: exclude.calendars } },
        select: { name: true, days: true },
      })
    : []
  const why = (at: Date) => (exclude ? exclusionOf(at, timezone, exclude, calendars) : undefined)
  return [...ticks({ cron, timezone }, now).take(SHOWN)].map((at) => ({ at, excluded: why(at) }))
}
