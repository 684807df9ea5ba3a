import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type LogClassName, logClasses } from './log-words.ts'
import { daysKept, type RetentionInput, retentionInput } from './schema.ts'

/** How long logs of a class are kept, and whether the tenant says so itself. */
export type Retention = { logClass: LogClassName; days: number; own: boolean }

/** Chunks deleted in one statement: short enough that nobody waits for it. */
const BATCH = 5000

/** How long the tenant's logs are kept, class by class. */
export async function listRetention(actor: Actor): Promise<Retention[]> {
  authorise(actor, 'policy:read')
  const rows = await db.logRetention.findMany({ where: { tenantId: actor.tenantId } })
  return logClasses.map((logClass) => {
    const own = rows.find((row) => row.logClass === logClass)
    return { logClass, days: own?.days ?? daysKept[logClass], own: own !== undefined }
  })
}

/** Keeps the tenant's logs of a class for so many days; what is older is deleted within the hour. Evidence is none of it. */
export async function setRetention(actor: Actor, given: RetentionInput): Promise<Retention> {
  authorise(actor, 'retention:manage')
  const { logClass, days } = retentionInput.parse(given)
  const { tenantId } = actor
  const key = { tenantId, logClass }
  await transaction(async (tx) => {
    const before = await tx.logRetention.findFirst({ where: key, select: { days: true } })
    const data = { days, changedById: actor.userId, changedAt: new Date() }
    await tx.logRetention.upsert({ where: { tenantId_logClass: key }, create: { ...key, ...data }, update: data })
    await appendEvidence(tx, {
      kind: 'retention.changed',
      actor,
      result: 'succeeded',
      logClass,
      days,
      before: before?.days ?? daysKept[logClass],
    })
  })
  return { logClass, days, own: true }
}

/** Deletes every tenant's logs that are older than they are kept, a batch at a time. Answers with how many chunks. */
export async function forgetLogs(now: Date): Promise<number> {
  // The housekeeping goes over every tenant.
  const tenants = await unsafeDb.tenant.findMany({ select: { id: true } })
  const rows = await unsafeDb.logRetention.findMany()
  let forgotten = 0
  for (const { id: tenantId } of tenants) {
    for (const logClass of logClasses) {
      const own = rows.find((row) => row.tenantId === tenantId && row.logClass === logClass)
      const before = new Date(now.getTime() - (own?.days ?? daysKept[logClass]) * 24 * 3600_000)
      for (let count = BATCH; count === BATCH; forgotten += count) count = await forgetBatch(tenantId, logClass, before)
    }
  }
  return forgotten
}

function forgetBatch(tenantId: string, logClass: LogClassName, before: Date): Promise<number> {
  return unsafeDb.$executeRaw`
    delete from "LogChunk" where ("tenantId", "subjectId", seq) in (
      select "tenantId", "subjectId", seq from "LogChunk"
      where "tenantId" = ${tenantId} and "logClass" = ${logClass}::"LogClass" and at < ${before}
      order by at limit ${BATCH} for update skip locked)`
}
