import { unsafeDb } from '../db/client.ts'

const BATCH = 500

/**
 * Forgets the payloads whose time is over: the sample, and the input of the run that failed, which nothing can repeat
 * any more. The failure itself stays in the ledger, and its evidence for ever. Returns how many were forgotten.
 */
export async function forgetPayloads(now: Date): Promise<number> {
  // Housekeeping over every tenant, since time passes in all of them.
  return unsafeDb.$executeRaw`
    with due as (
      select d."tenantId", d.id, d."runId" from "DeadLetter" d
      where d."expiresAt" <= ${now}::timestamptz and d.sample is not null
      order by d."expiresAt" limit ${BATCH} for update skip locked
    ), emptied as (
      update "Run" r set input = null from due where r."tenantId" = due."tenantId" and r.id = due."runId"
    )
    update "DeadLetter" d set sample = null from due where d."tenantId" = due."tenantId" and d.id = due.id`
}
