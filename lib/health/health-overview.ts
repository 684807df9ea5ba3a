import { pulseOf } from '../alerts/pulse/pulse-of.ts'
import { openAlerts } from '../alerts/queries.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { judgeHealth } from './judge-health.ts'
import { outcomesByHour } from './outcomes-by-hour.ts'
import { partsNow } from './parts.ts'
import { countStanding, queueDepth } from './queue-depth.ts'
import { runnerHealth } from './runner-health.ts'

/** How the tenant's runs stand now, and how they went in the last day: from counters and indexes alone. */
export async function healthOverview(actor: Actor, now = new Date()) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const hourAgo = new Date(now.getTime() - 3600_000)
  const [queue, pulse] = await Promise.all([queueDepth(tenantId), pulseOf(db, tenantId, hourAgo)])
  const [hours, standing, parts, alerts, runners] = await Promise.all([
    outcomesByHour(tenantId, now),
    countStanding(tenantId),
    partsNow(tenantId, now),
    openAlerts(actor),
    runnerHealth(tenantId, pulse, queue, now),
  ])
  const waiting = queue.reduce((sum, row) => sum + row.waiting, 0)
  const oldest = queue.map(({ oldestAt }) => oldestAt.getTime()).sort((a, b) => a - b)[0]
  const lastHour = sumOf(pulse)
  const verdict = judgeHealth({
    ...lastHour,
    workers: parts.workers,
    waiting,
    oldestWaitMs: oldest === undefined ? null : Math.max(0, now.getTime() - oldest),
    openAlerts: alerts.length,
    deadLetters: runners.deadLetters,
    paused: parts.paused,
  })
  return {
    at: now,
    verdict,
    hours,
    lastHour,
    lastDay: sumOf(hours),
    waiting,
    oldestAt: oldest === undefined ? null : new Date(oldest),
    ...standing,
    ...parts,
    alerts,
    deadLetters: runners.deadLetters,
    runners: runners.runners,
    runnersOf: runners.of,
  }
}

type Counts = { succeeded: number; failed: number; denied: number; cancelled: number }

function sumOf(hours: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => hours.reduce((all, hour) => all + hour[name], 0)
  return { succeeded: sum('succeeded'), failed: sum('failed'), denied: sum('denied'), cancelled: sum('cancelled') }
}
