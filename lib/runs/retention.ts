import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type RunnerClassName, runnerClasses } from '../manifests/classes.ts'
import { type RunRetentionInput, runRetentionInput } from './schema.ts'

/** How many days inputs and results are kept where nobody says otherwise: a quarter, and a month to ask about it. */
const DAYS_KEPT = 120
/** Runs emptied in one statement: short enough that nobody waits for it. */
const BATCH = 2000
const DAY_MS = 24 * 3600_000

/** How long inputs and results of a class are kept, and whether the tenant says so itself. */
export type RunRetention = { class: RunnerClassName; days: number; own: boolean }

/** How long the tenant's runs keep what they were given and answered, class by class. */
export async function listRunRetention(actor: Actor): Promise<RunRetention[]> {
  authorise(actor, 'policy:read')
  const rows = await db.runRetention.findMany({ where: { tenantId: actor.tenantId } })
  return runnerClasses.map((runnerClass) => {
    const own = rows.find((row) => row.runnerClass === runnerClass)
    return { class: runnerClass, days: own?.days ?? DAYS_KEPT, own: own !== undefined }
  })
}

/** Keeps inputs and results of a class for so many days; what is older is forgotten within the hour. Evidence never is. */
export async function setRunRetention(actor: Actor, given: RunRetentionInput): Promise<RunRetention> {
  authorise(actor, 'retention:manage')
  const { class: runnerClass, days } = runRetentionInput.parse(given)
  const key = { tenantId: actor.tenantId, runnerClass }
  await transaction(async (tx) => {
    const before = await tx.runRetention.findFirst({ where: key, select: { days: true } })
    const data = { days, changedById: actor.userId, changedAt: new Date() }
    await tx.runRetention.upsert({ where: { tenantId_runnerClass: key }, create: { ...key, ...data }, update: data })
    await appendEvidence(tx, {
      kind: 'run_retention.changed',
      actor,
      result: 'succeeded',
      class: runnerClass,
      days,
      before: before?.days ?? DAYS_KEPT,
    })
  })
  return { class: runnerClass, days, own: true }
}

/**
 * Forgets what runs were given and answered that ended longer ago than it is kept, over every tenant, a batch at a time.
 * The rows stay, with their status, times, cost and digests; so does what an open failure may still be replayed with.
 * Returns how many were emptied.
 */
export async function forgetRuns(now: Date): Promise<number> {
  // The housekeeping goes over every tenant.
  const tenants = await unsafeDb.tenant.findMany({ select: { id: true } })
  const own = await unsafeDb.runRetention.findMany()
  let forgotten = 0
  for (const { id: tenantId } of tenants) {
    for (const runnerClass of runnerClasses) {
      const row = own.find((one) => one.tenantId === tenantId && one.runnerClass === runnerClass)
      const before = new Date(now.getTime() - (row?.days ?? DAYS_KEPT) * DAY_MS)
      for (let count = BATCH; count === BATCH; forgotten += count) {
        count = await forgetBatch(tenantId, runnerClass, before, now)
      }
    }
  }
  return forgotten
}

function forgetBatch(tenantId: string, runnerClass: RunnerClassName, before: Date, now: Date): Promise<number> {
  return unsafeDb.$executeRaw`
    with due as (
      select r.id from "Run" r
      where r."tenantId" = ${tenantId} and r."runnerClass" = ${runnerClass}::"RunnerClass"
        and r."finishedAt" < ${before} and r."finishedAt" is not null and r."forgottenAt" is null
        and not exists (
          select 1 from "DeadLetter" d where d."tenantId" = r."tenantId" and d."runId" = r.id
            and d.status = 'open' and d."expiresAt" > ${now})
      order by r."finishedAt" limit ${BATCH} for update of r skip locked
    ), figures as (
      update "RunAttempt" a set metrics = null, spans = null from due
      where a."tenantId" = ${tenantId} and a."runId" = due.id
    )
    update "Run" r set input = null, result = null, progress = null, metrics = null, isolation = null,
      "forgottenAt" = ${now}
    from due where r."tenantId" = ${tenantId} and r.id = due.id`
}
