import type { Actor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'

type Row = {
  manifestId: string
  name: string
  version: number
  runnerClass: string
  fromName: string
  toId: string
  toName: string
}

/**
 * What could go on now: it takes work in one environment, is not held there, and the next one has something else or
 * nothing. In the order of names, `limit` at most.
 */
export async function readyPromotions({ tenantId }: Actor, limit: number) {
  const rows = await unsafeDb.$queryRaw<Row[]>`
    select m.id as "manifestId", m.name, v.version, r."runnerClass"::text as "runnerClass", e.name as "fromName",
      n.id as "toId", n.name as "toName"
    from "Runner" r
      join "Environment" e on e.id = r."environmentId"
      join lateral (select id, name from "Environment" where rank > e.rank order by rank limit 1) n on true
      join "Manifest" m on m."tenantId" = r."tenantId" and m.id = r."manifestId"
      join "ManifestVersion" v on v."tenantId" = r."tenantId" and v.id = r."manifestVersionId"
      left join "Runner" t on t."tenantId" = r."tenantId" and t."manifestId" = r."manifestId"
        and t."environmentId" = n.id and t.status <> 'destroyed'
      left join "PromotionHold" h on h."tenantId" = r."tenantId" and h."manifestId" = r."manifestId"
        and h."environmentId" = r."environmentId" and h."releasedAt" is null
    where r."tenantId" = ${tenantId} and r.status = 'active' and m."archivedAt" is null and h.id is null
      and (t.id is null or t."artifactDigest" <> r."artifactDigest" or t."manifestVersionId" <> r."manifestVersionId")
    order by m.name, e.rank
    limit ${limit}`
  return rows.map(({ fromName, toId, toName, ...row }) => ({
    ...row,
    from: fromName,
    to: { id: toId, name: toName },
  }))
}
