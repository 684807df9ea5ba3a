import { type Tx, unsafeTx } from '../db/client.ts'
import { type LayerVersion, layerVersionSchema } from './effective-policies.ts'
import { type Combination, defaultQuota } from './schema.ts'

/** What every gate asks about a tenant, read in one statement: gates stand in the way of every run. */
export type TenantFacts = {
  slug: string
  suspended: boolean
  offered: boolean
  maxRunners: number
  maxConcurrency: number
  /** Micro-dollars a month; undefined when no budget was set. */
  monthlyBudget?: number
  /** The active version of each layer that applies, the platform's first. */
  layers: LayerVersion[]
  /** Runs of the tenant under way at this moment. */
  running: number
}

type Row = {
  slug: string
  suspended: boolean
  offered: boolean
  maxRunners: number | null
  maxConcurrency: number | null
  monthlyBudget: bigint | null
  layers: unknown
  running: bigint
}

/** The facts about a tenant and the combination asked for. Throws when there is no such tenant. */
export async function readTenantFacts(tx: Tx, tenantId: string, asked: Combination): Promise<TenantFacts> {
  const [row] = await unsafeTx(tx).$queryRaw<Row[]>`
    select t.slug, t."suspendedAt" is not null as suspended, q."maxRunners", q."maxConcurrency", q."monthlyBudget",
      p.layers,
      exists (
        select 1 from "TenantMatrixRow" m
        where m."tenantId" = t.id and m."runnerClass"::text = ${asked.class} and m.size::text = ${asked.size}
          and m."networkProfile"::text = ${asked.profile}
      ) as offered,
      (select count(*) from "Run" r where r."tenantId" = t.id and r.status = 'running') as running
    from "Tenant" t
    left join "Quota" q on q."tenantId" = t.id
    left join lateral (
      select json_agg(json_build_object('version', v.version, 'digest', v.digest) order by v.scope) as layers
      from "PolicyVersion" v
      where v."activatedAt" is not null and v."retiredAt" is null and v."scopeTenantId" in ('', t.id)
    ) p on true
    where t.id = ${tenantId}`
  if (!row) throw new Error(`There is no tenant ${tenantId}`)
  const { monthlyBudget } = row
  return {
    slug: row.slug,
    suspended: row.suspended,
    offered: row.offered,
    maxRunners: row.maxRunners ?? defaultQuota.maxRunners,
    maxConcurrency: row.maxConcurrency ?? defaultQuota.maxConcurrency,
    ...(monthlyBudget !== null && { monthlyBudget: Number(monthlyBudget) }),
    layers: layerVersionSchema.array().parse(row.layers ?? []),
    running: Number(row.running),
  }
}

/** What the tenant's other runners take. `monthly` adds up the estimates they were deployed with. */
export type TenantUsage = { runners: number; concurrency: number; monthly: number; sharedBy: number }

/**
 * Runners of the tenant beside this manifest's own in this environment, and deployments that will become one. A
 * deployment counts only those asked for before itself: of two that want the last place, the first one gets it.
 * `sharedBy` counts the runners on the profile in the environment, this one included.
 */
export async function readTenantUsage(
  tx: Tx,
  tenantId: string,
  own: { manifestId?: string | undefined; environmentId: string; profile: string; deploymentId?: string | undefined },
): Promise<TenantUsage> {
  const { manifestId = '', environmentId, profile, deploymentId = null } = own
  const [row] = await unsafeTx(tx).$queryRaw<
    { runners: bigint; concurrency: bigint; monthly: bigint; sharing: bigint }[]
  >`
    with taken as (
      select r."manifestId", r."environmentId", r.profile::text as profile, r."concurrencyLimit" as concurrency,
        coalesce((d."costEstimate"->>'perMonth')::bigint, 0) as monthly
      from "Runner" r
      left join "Deployment" d on d."tenantId" = r."tenantId" and d.id = r."deploymentId"
      where r."tenantId" = ${tenantId} and r.status <> 'destroyed'
      union all
      select d."manifestId", d."environmentId", v.profile::text, 0, coalesce((d."costEstimate"->>'perMonth')::bigint, 0)
      from "Deployment" d
      join "ManifestVersion" v on v."tenantId" = d."tenantId" and v.id = d."manifestVersionId"
      where d."tenantId" = ${tenantId} and d.status in ('queued', 'running', 'waiting_approval')
        and d.kind <> 'destroy' and (${deploymentId}::text is null or d.id < ${deploymentId})
        and not exists (
          select 1 from "Runner" r where r."tenantId" = d."tenantId" and r."manifestId" = d."manifestId"
            and r."environmentId" = d."environmentId" and r.status <> 'destroyed'
        )
    ), others as (
      select * from taken where not ("manifestId" = ${manifestId} and "environmentId" = ${environmentId})
    )
    select count(*) as runners, coalesce(sum(concurrency), 0)::bigint as concurrency,
      coalesce(sum(monthly), 0)::bigint as monthly,
      count(*) filter (where "environmentId" = ${environmentId} and profile = ${profile}) as sharing
    from others`
  return {
    runners: Number(row?.runners ?? 0),
    concurrency: Number(row?.concurrency ?? 0),
    monthly: Number(row?.monthly ?? 0),
    sharedBy: Number(row?.sharing ?? 0) + 1,
  }
}

/** The active version of each layer that applies to a tenant, the platform's first. */
export async function activeLayers(tx: Tx, tenantId: string): Promise<(LayerVersion & { activatedAt: Date })[]> {
  // Versions belong to layers; the platform's layer belongs to no tenant.
  const rows = await unsafeTx(tx).policyVersion.findMany({
    where: { scopeTenantId: { in: ['', tenantId] }, activatedAt: { not: null }, retiredAt: null },
    orderBy: { scope: 'asc' },
    select: { version: true, digest: true, activatedAt: true },
  })
  return rows.map(({ activatedAt, ...layer }) => ({ ...layer, activatedAt: activatedAt ?? new Date(0) }))
}
