import type { Actor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
import { HEALTH_RUNS } from './cell-health.ts'
import { driftedSql } from './drifted-sql.ts'

/** What an environment has of a manifest. */
export type CellFacts = {
  runnerId: string
  manifestId: string
  environmentId: string
  environment: string
  rank: number
  status: string
  version: number
  artifactDigest: string
  deploymentId: string
  /** When what runs there came; null for what never took work. */
  since: Date | null
  drifted: boolean
  ended: bigint
  failed: bigint
  lastFailed: boolean | null
  holdId: string | null
  heldBy: string | null
  held: string | null
  /** What is on its way there, or did not arrive since. */
  comingId: string | null
  comingStatus: string | null
  comingKind: string | null
  comingVersion: number | null
}

/**
 * The cells of some rows of the board, in one statement: a look at the newest runs and at the newest deployment of each,
 * by their indexes, and never at what they carry.
 */
export async function readCells({ tenantId }: Actor, manifestIds: readonly string[]): Promise<CellFacts[]> {
  if (manifestIds.length === 0) return []
  return unsafeDb.$queryRaw<CellFacts[]>`
    select r.id as "runnerId", r."manifestId", r."environmentId", e.name as environment, e.rank, r.status::text as status,
      v.version, r."artifactDigest", r."deploymentId", d."finishedAt" as since,
      r.status = 'active' and ${driftedSql} as drifted,
      j.ended, j.failed, j."lastFailed", h.id as "holdId", h."heldByLabel" as "heldBy", h.reason as held,
      c.id as "comingId", c.status as "comingStatus", c.kind as "comingKind", c.version as "comingVersion"
    from "Runner" r
      join "Environment" e on e.id = r."environmentId"
      join "ManifestVersion" v on v."tenantId" = r."tenantId" and v.id = r."manifestVersionId"
      left join "Deployment" d on d."tenantId" = r."tenantId" and d.id = r."deploymentId"
      left join "PromotionHold" h on h."tenantId" = r."tenantId" and h."manifestId" = r."manifestId"
        and h."environmentId" = r."environmentId" and h."releasedAt" is null
      left join lateral (
        select count(*) filter (where status in ('succeeded', 'failed')) as ended,
          count(*) filter (where status = 'failed') as failed,
          (array_agg(status = 'failed' order by id desc) filter (where status in ('succeeded', 'failed')))[1]
            as "lastFailed"
        from (
          select id, status from "Run" where "tenantId" = r."tenantId" and "runnerId" = r.id
          order by id desc limit ${HEALTH_RUNS}
        ) newest
      ) j on true
      left join lateral (
        select n.id, n.status::text as status, n.kind::text as kind, w.version
        from (
          select id, status, kind, "manifestVersionId" from "Deployment"
          where "tenantId" = r."tenantId" and "manifestId" = r."manifestId" and "environmentId" = r."environmentId"
          order by id desc limit 1
        ) n join "ManifestVersion" w on w."tenantId" = r."tenantId" and w.id = n."manifestVersionId"
        where n.status not in ('succeeded', 'superseded', 'cancelled')
      ) c on true
    where r."tenantId" = ${tenantId} and r."manifestId" = any(${manifestIds}) and r.status <> 'destroyed'
    order by e.rank`
}
