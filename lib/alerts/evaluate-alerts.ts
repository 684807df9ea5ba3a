import { systemActor } from '../auth/actor.ts'
import { transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { log } from '../log.ts'
import { evaluateRule } from './evaluate-rule.ts'

const EVERY_MS = 60_000
/** Rules that one look takes: the next second takes more. */
const AT_ONCE = 100

/**
 * Looks at every rule whose time has come, of any tenant. Workers share them: who claims one moves its time on first, so
 * that a rule which cannot be evaluated holds back no other, and is tried again a minute later.
 */
export async function evaluateAlerts(now: Date): Promise<void> {
  const claimed = await unsafeDb.$queryRaw<{ tenantId: string; id: string; slug: string }[]>`
    with due as (
      select "tenantId", id from "AlertRule" where active and "nextAt" <= ${now}
      order by "nextAt" limit ${AT_ONCE} for update skip locked
    )
    update "AlertRule" as rule set "nextAt" = ${new Date(now.getTime() + EVERY_MS)}
    from due join "Tenant" as tenant on tenant.id = due."tenantId"
    where rule."tenantId" = due."tenantId" and rule.id = due.id
    returning rule."tenantId", rule.id, tenant.slug`
  for (const { tenantId, id, slug } of claimed) {
    try {
      await evaluateNow(tenantId, id, slug, now)
    } catch (error) {
      log.warn({ err: error, tenantId, ruleId: id }, 'alert rule')
    }
  }
}

/** Looks at one rule in one transaction; its row is held, so that two looks never open the same alert. */
export function evaluateNow(tenantId: string, id: string, slug: string, now: Date): Promise<void> {
  return transaction(async (tx) => {
    const where = { tenantId, id, active: true }
    await unsafeTx(tx).$queryRaw`select 1 from "AlertRule" where "tenantId" = ${tenantId} and id = ${id} for update`
    const rule = await tx.alertRule.findFirst({ where })
    if (rule) await evaluateRule(tx, systemActor({ id: tenantId, slug }, 'alerts'), rule, now)
  })
}
