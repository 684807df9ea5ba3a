import { type Tx, unsafeTx } from '../db/client.ts'
import { monthOf } from '../usage/months.ts'
import { type LayerVersion, layerVersionSchema } from './effective-policies.ts'
import { ANY, type MatrixScope } from './matrix/matrix-words.ts'
import { type OfferSource, sayOffer } from './matrix/say-offer.ts'
import type { MatrixPlace } from './matrix/schema.ts'
import { type Combination, defaultQuota } from './schema.ts'

/** What every gate asks about a tenant, read in one statement: gates stand in the way of every run. */
export type TenantFacts = {
  slug: string
  suspended: boolean
  /** Whether the combination is offered, and who decided. */
  offer: { allowed: boolean; by?: OfferSource; why: string }
  maxRunners: number
  maxConcurrency: number
  /** Micro-dollars a month; undefined when no budget was set. */
  monthlyBudget?: number
  /** The same, for the environment alone. */
  environmentBudget?: number
  /** The active version of each layer that applies, the platform's first. */
  layers: LayerVersion[]
  /** Runs of the tenant under way at this moment. */
  running: number
  /** What runs have used this month: milliseconds of the class, micro-dollars in all and in the environment. */
  used: { classMs: number; micros: number; environmentMicros: number }
  /** Milliseconds a month that runs of the class may take; undefined when nothing limits them. */
  classMonthlyMs?: number
}

type Row = {
  slug: string
  name: string
  suspended: boolean
  allowed: boolean | null
  scope: MatrixScope | null
  environment: string | null
  classification: string | null
  matrixVersion: number | null
  maxRunners: number | null
  maxConcurrency: number | null
  monthlyBudget: bigint | null
  environmentBudget: bigint | null
  layers: unknown
  running: bigint
  classMs: bigint | null
  micros: bigint | null
  environmentMicros: bigint | null
  classMonthlyMs: bigint | null
}

/** The facts about a tenant and the combination asked for. Throws when there is no such tenant. */
export async function readTenantFacts(
  tx: Tx,
  tenantId: string,
  asked: Combination & MatrixPlace,
): Promise<TenantFacts> {
  // What resolveOffer and resolveQuota do with all rows, done with the few that the keys lead to.
  const [row] = await unsafeTx(tx).$queryRaw<Row[]>`
    select t.slug, t.name, t."suspendedAt" is not null as suspended,
      m.allowed, m.scope::text as scope, m.environment, m.classification, m."policyVersion" as "matrixVersion",
      q.*, p.layers, u.*,
      (select l."monthlyMs" from "ClassLimit" l
        where l."tenantId" in (t.id, '') and l."runnerClass" = ${asked.class}::"RunnerClass" and l."monthlyMs" is not null
        order by l.scope desc limit 1) as "classMonthlyMs",
      (select count(*) from "Run" r where r."tenantId" = t.id and r.status = 'running') as running
    from "Tenant" t
    left join lateral (
      select * from "MatrixCell" m
      where m."tenantId" in (t.id, '') and m."runnerClass" = ${asked.class}::"RunnerClass"
        and m.size = ${asked.size}::"RunnerSizeName" and m."networkProfile" = ${asked.profile}::"NetworkProfile"
        and m.environment in (${asked.environment}, '') and m.classification in (${asked.classification}, '')
      order by m.scope desc, m.environment <> '' desc, m.classification <> '' desc
      limit 1
    ) m on true
    left join lateral (
      select
        (array_agg(q."maxRunners" order by q.scope desc) filter (where q."maxRunners" is not null))[1] as "maxRunners",
        (array_agg(q."maxConcurrency" order by q.scope desc) filter (where q."maxConcurrency" is not null))[1]
          as "maxConcurrency",
        (array_agg(q."monthlyBudget" order by q.scope desc)
          filter (where q."monthlyBudget" is not null and q.environment = ''))[1] as "monthlyBudget",
        (array_agg(q."monthlyBudget" order by q.scope desc)
          filter (where q."monthlyBudget" is not null and q.environment <> ''))[1] as "environmentBudget"
      from "Quota" q where q."tenantId" in (t.id, '') and q.environment in (${asked.environment}, '')
    ) q on true
    left join lateral (
      select json_agg(json_build_object('version', v.version, 'digest', v.digest) order by v.scope) as layers
      from "PolicyVersion" v
      where v."activatedAt" is not null and v."retiredAt" is null and v."scopeTenantId" in ('', t.id)
    ) p on true
    left join lateral (
      select sum(m."usedMs") filter (where m."runnerClass" = ${asked.class}::"RunnerClass")::bigint as "classMs",
        sum(m."costMicros")::bigint as micros,
        sum(m."costMicros") filter (where e.name = ${asked.environment})::bigint as "environmentMicros"
      from "UsageMonth" m join "Environment" e on e.id = m."environmentId"
      where m."tenantId" = t.id and m.month = ${monthOf(new Date())}
    ) u on true
    where t.id = ${tenantId}`
  if (!row) throw new Error(`There is no tenant ${tenantId}`)
  const { monthlyBudget, environmentBudget } = row
  return {
    slug: row.slug,
    suspended: row.suspended,
    offer: offerOf(row),
    maxRunners: row.maxRunners ?? defaultQuota.maxRunners,
    maxConcurrency: row.maxConcurrency ?? defaultQuota.maxConcurrency,
    ...(monthlyBudget !== null && { monthlyBudget: Number(monthlyBudget) }),
    ...(environmentBudget !== null && { environmentBudget: Number(environmentBudget) }),
    layers: layerVersionSchema.array().parse(row.layers ?? []),
    running: Number(row.running),
    used: {
      classMs: Number(row.classMs ?? 0),
      micros: Number(row.micros ?? 0),
      environmentMicros: Number(row.environmentMicros ?? 0),
    },
    ...(row.classMonthlyMs !== null && { classMonthlyMs: Number(row.classMonthlyMs) }),
  }
}

function offerOf({ name, allowed, scope, environment, classification, matrixVersion }: Row): TenantFacts['offer'] {
  if (allowed === null || scope === null) return { allowed: false, why: sayOffer({ allowed: false }, name) }
  const reach = { environment: environment ?? ANY, classification: classification ?? ANY }
  const by = { scope, ...reach, version: matrixVersion ?? 0 }
  return { allowed, by, why: sayOffer({ allowed, by }, name) }
}

/** What the tenant's other runners take. `monthly` adds up the estimates they were deployed with. */
export type TenantUsage = {
  runners: number
  concurrency: number
  monthly: number
  /** Of `monthly`, what is spent in the environment. */
  environmentMonthly: number
  sharedBy: number
}

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
    { runners: bigint; concurrency: bigint; monthly: bigint; here: bigint; sharing: bigint }[]
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
      where d."tenantId" = ${tenantId} and d.status in ('queued', 'running', 'waiting_approval', 'scheduled')
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
      coalesce(sum(monthly) filter (where "environmentId" = ${environmentId}), 0)::bigint as here,
      count(*) filter (where "environmentId" = ${environmentId} and profile = ${profile}) as sharing
    from others`
  return {
    runners: Number(row?.runners ?? 0),
    concurrency: Number(row?.concurrency ?? 0),
    monthly: Number(row?.monthly ?? 0),
    environmentMonthly: Number(row?.here ?? 0),
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
