import { unsafeDb } from '../../db/client.ts'

const KEPT_MS = 14 * 24 * 3600_000
const AT_ONCE = 10_000

/** Forgets messages that are two weeks old and that every trigger of their topic has read. Returns how many topics are shorter. */
export async function forgetMessages(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS)
  // Housekeeping over every tenant, in parts, so that no lock is held for long.
  return unsafeDb.$executeRaw`
    with gone as (
      delete from "TopicMessage" m using (
        select m."tenantId", m."topicId", m."offset" from "TopicMessage" m
        join "Topic" p on p."tenantId" = m."tenantId" and p.id = m."topicId"
        where m."publishedAt" < ${before} and not exists (
          select from "Trigger" t where t."tenantId" = p."tenantId" and t."environmentId" = p."environmentId"
            and t."topicName" = p.name and t.active and t."nextOffset" <= m."offset")
        order by m."publishedAt" limit ${AT_ONCE}) old
      where m."tenantId" = old."tenantId" and m."topicId" = old."topicId" and m."offset" = old."offset"
      returning m."tenantId", m."topicId", m."offset"
    )
    update "Topic" p set "firstOffset" = greatest(p."firstOffset", g.last + 1)
    from (select "tenantId", "topicId", max("offset") last from gone group by 1, 2) g
    where p."tenantId" = g."tenantId" and p.id = g."topicId"`
}
