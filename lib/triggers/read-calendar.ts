import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import type { Exclusions } from '../manifests/trigger-words.ts'
import { isZone } from '../time-zones.ts'
import { dateIn, scheduleCalendar, startOf } from './schedule-calendar.ts'
import type { calendarSpan } from './schema.ts'

const DAY_MS = 24 * 3600_000
/** More schedules than this are listed, but not drawn. */
const MOST = 200

/**
 * The calendar of the tenant's schedules from the Monday of a week on. Without a zone it is that of most schedules.
 * `more` says that there are schedules which it does not show.
 */
export async function readCalendar(actor: Actor, asked: z.output<typeof calendarSpan>, now = new Date()) {
  authorise(actor, 'runner:read')
  const { tenantId } = actor
  const rows = await db.trigger.findMany({
    where: {
      tenantId,
      active: true,
      kind: 'schedule',
      ...(asked.environment && { runner: { environment: { name: asked.environment } } }),
    },
    select: {
      id: true,
      runnerId: true,
      environmentId: true,
      cron: true,
      timezone: true,
      exclude: true,
      createdAt: true,
      runner: { select: { name: true, environment: { select: { name: true } } } },
    },
    orderBy: { id: 'desc' },
    take: MOST + 1,
  })
  const schedules = rows.slice(0, MOST).map(({ runner, cron, timezone, exclude, ...row }) => ({
    ...row,
    runner: runner.name,
    environment: runner.environment.name,
    cron: cron ?? '',
    timezone: timezone ?? 'UTC',
    exclude: exclude as Exclusions | null,
  }))
  const zone = asked.zone && isZone(asked.zone) ? asked.zone : mostCommon(schedules.map(({ timezone }) => timezone))
  const from = mondayOf(asked.from ?? dateIn(zone, now))
  const days = asked.span === 'week' ? 7 : 35
  const start = startOf(zone, from)
  const end = new Date(start.getTime() + (days + 1) * DAY_MS)
  const ids = schedules.map(({ id }) => id)
  const named = [...new Set(schedules.flatMap(({ exclude }) => exclude?.calendars ?? []))]
  const [calendars, pauses, skips] = await Promise.all([
    db.calendar.findMany({ where: { tenantId, name: { in: named } }, select: { name: true, days: true } }),
    db.pause.findMany({
      where: { tenantId, pausedAt: { lt: end }, OR: [{ resumedAt: null }, { resumedAt: { gte: start } }] },
      select: { id: true, runnerId: true, environmentId: true, pausedAt: true, resumedAt: true },
      take: 1000,
    }),
    db.triggerSkip.findMany({
      where: { tenantId, triggerId: { in: ids }, reason: 'missed', lastAt: { gte: start }, firstAt: { lt: end } },
      select: { triggerId: true, reason: true, because: true, firstAt: true, lastAt: true, count: true },
      take: 5000,
    }),
  ])
  const drawn = scheduleCalendar({ schedules, calendars, pauses, skips, from, days, zone, now })
  const zones = [...new Set(['UTC', ...schedules.map(({ timezone }) => timezone)])].sort()
  return { days: drawn, zone, zones, from, span: asked.span, more: rows.length > MOST }
}

function mondayOf(date: string): string {
  const at = new Date(date)
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}

function mostCommon(zones: readonly string[]): string {
  const counts = Map.groupBy(zones, (zone) => zone)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'UTC'
}
