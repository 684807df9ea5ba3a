import { unsafeTx } from '../../db/client.ts'
import { leastIdAt } from '../../ids.ts'
import { byScope, type Measure, type Measured, windowStart } from './measured.ts'
import { runnersOfRule } from './runners-of-rule.ts'

/** Dead letters that came in the window and are open. Their ids begin with their instant: the index of the ledger. */
export const deadLetterGrowth: Measure = async (tx, rule, now) => {
  const runners = await runnersOfRule(tx, rule)
  const from = leastIdAt('deadLetter', windowStart(rule, now))
  const rows = await unsafeTx(tx).$queryRaw<Measured[]>`
    select "runnerId", count(*)::int as value from "DeadLetter"
    where "tenantId" = ${rule.tenantId} and status = 'open' and id >= ${from} group by "runnerId"`
  return byScope(
    rule,
    rows.filter(({ runnerId }) => !runners || runners.includes(runnerId)),
  )
}
