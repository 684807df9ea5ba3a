import { setTimeout as pause } from 'node:timers/promises'
import { expireLeases } from '../agents/expire-leases.ts'
import { evaluateAlerts } from '../alerts/evaluate-alerts.ts'
import { forgetPulse } from '../alerts/pulse/forget-pulse.ts'
import { expireApprovals } from '../approvals/expire-approvals.ts'
import { remindApprovers } from '../approvals/remind-approvers.ts'
import { endBreakGlass } from '../break-glass/end-break-glass.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { forgetPayloads } from '../dead-letters/forget-payloads.ts'
import { endExceptions, remindOfExceptions } from '../exceptions/end-exceptions.ts'
import { endExcuses } from '../findings/end-excuses.ts'
import { log } from '../log.ts'
import { forgetLogs } from '../logs/retention.ts'
import { releaseScheduled } from '../provisioning/release-scheduled.ts'
import { releaseRetries } from '../runs/release-retries.ts'
import { forgetRuns } from '../runs/retention.ts'
import { boundTraceExport } from '../telemetry/export-traces.ts'
import { tickSchedules } from '../triggers/tick-schedules.ts'
import { forgetMessages } from '../triggers/topics/forget-messages.ts'
import { enqueue } from './enqueue.ts'

const TICK_MS = 1000
const CLEAN_EVERY_MS = 3600_000
const IDEMPOTENCY_KEYS_KEPT_MS = 24 * 3600_000
/** Long enough to replay what failed over a holiday; what happened is in the evidence for ever. */
const DELIVERIES_KEPT_MS = 30 * 24 * 3600_000

const everySecond: Step[] = [
  () => tickSchedules(),
  expireApprovals,
  remindApprovers,
  releaseScheduled,
  () => expireLeases(),
  () => releaseRetries(),
  endExcuses,
  endExceptions,
  remindOfExceptions,
  endBreakGlass,
  evaluateAlerts,
  forgetPayloads,
]

/** Starts what is due, every second, until `signal` aborts; once an hour forgets what has expired. */
export async function startSchedules(signal: AbortSignal): Promise<void> {
  let cleaned = 0
  while (!signal.aborted) {
    await eachByItself(everySecond)
    if (Date.now() - cleaned > CLEAN_EVERY_MS) {
      cleaned = Date.now()
      await eachByItself([
        forgetExpired,
        forgetMessages,
        forgetPulse,
        forgetLogs,
        forgetRuns,
        boundTraceExport,
        recheckNightly,
      ])
    }
    await pause(TICK_MS, undefined, { signal }).catch(() => undefined)
  }
}

type Step = (now: Date) => Promise<unknown>

/** One step after another, each with the instant it begins at; one that fails holds back none that follows. */
export async function eachByItself(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    try {
      await step(new Date())
    } catch (error) {
      log.warn({ err: error }, 'schedules')
    }
  }
}

const RECHECK_HOUR = 2

/** Once a day after two at night, UTC, every live runner is asked about again; whichever worker comes first queues it. */
async function recheckNightly(now: Date): Promise<void> {
  if (now.getUTCHours() < RECHECK_HOUR) return
  const day = now.toISOString().slice(0, 10)
  await transaction((tx) => enqueue(tx, 'recheckPolicies', `recheck-policies:${day}`, `the nightly look of ${day}`))
}

/** Housekeeping over every tenant; evidence is never part of it. */
async function forgetExpired(): Promise<void> {
  const now = Date.now()
  await unsafeDb.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - IDEMPOTENCY_KEYS_KEPT_MS) } } })
  await unsafeDb.delivery.deleteMany({ where: { createdAt: { lt: new Date(now - DELIVERIES_KEPT_MS) } } })
  await unsafeDb.signInLimit.deleteMany({ where: { expire: { lt: new Date(now) } } })
  await unsafeDb.workerHeartbeat.deleteMany({ where: { at: { lt: new Date(now - CLEAN_EVERY_MS) } } })
}
