import { unsafeTx } from '../../db/client.ts'
import { byScope, type Measure, type Measured, windowStart } from './measured.ts'
import { runnersOfRule } from './runners-of-rule.ts'

/** Instances that take work and had none since the window began. */
export const idleHosts: Measure = async (tx, rule, now) => {
  const runners = await runnersOfRule(tx, rule)
  const rows = await unsafeTx(tx).$queryRaw<Measured[]>`
    select "runnerId", count(*)::int as value from "Instance"
    where status = 'ready' and "tenantId" = ${rule.tenantId} and not synthetic
      and coalesce("busyAt", "readyAt") < ${windowStart(rule, now)}
    group by "runnerId"`
  return byScope(
    rule,
    rows.filter(({ runnerId }) => !runners || runners.includes(runnerId)),
  )
}
