import { db, type Tx, unsafeTx } from '../db/client.ts'
import { lapsedExceptions } from './lapsed-exceptions.ts'

type Living = { id: string; name: string; tenantId: string }

/**
 * Why a run that was let in earlier may not begin at `at`: what its runner was deployed under has ended meanwhile.
 * Undefined when it may. Asked right before a run begins, whoever carries it out.
 */
export async function lapseOf({ tenantId, id, name }: Living, at: Date): Promise<string | undefined> {
  const lapsed = await lapsedExceptions(db, { tenantId, runnerIds: [id], at })
  if (!lapsed.length) return undefined
  const ids = lapsed.map((one) => one.id).join(', ')
  return `${name} relies on an exception that is no longer in force: ${ids}.`
}

/**
 * Until when a runner may begin runs, as far as exceptions say: of each rule that it lives on an exception from, the
 * end of the one that lasts longest; of these the first. Undefined when it lives on none. Who holds a run that has not
 * begun needs it, since nobody is asked again there.
 */
export async function livesUntil(tx: Tx, tenantId: string, runnerId: string, at: Date): Promise<Date | undefined> {
  const [row] = await unsafeTx(tx).$queryRaw<{ until: Date | null }[]>`
    select min(per_rule.until) as until
    from (
      select e.rule, max(x."expiresAt") as until
      from "Runner" r
      join "ExceptionUse" u on u."tenantId" = r."tenantId" and u."deploymentId" = r."deploymentId"
      join "PolicyException" e on e."tenantId" = u."tenantId" and e.id = u."exceptionId"
      join "PolicyException" x on x."tenantId" = r."tenantId" and x.rule = e.rule and x.status = 'active'
        and x."startsAt" <= ${at}::timestamptz and x."expiresAt" > ${at}::timestamptz
        and (x."manifestId" is null or x."manifestId" = r."manifestId")
        and (x."environmentId" is null or x."environmentId" = r."environmentId")
        and (x."runnerClass" is null or x."runnerClass" = r."runnerClass")
      where r."tenantId" = ${tenantId} and r.id = ${runnerId}
      group by e.rule
    ) per_rule`
  return row?.until ?? undefined
}
