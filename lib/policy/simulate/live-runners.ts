import { type Tx, unsafeTx } from '../../db/client.ts'

/** A live runner with what the gates look at, as the database has it. */
export type LiveRunner = {
  tenantId: string
  id: string
  name: string
  manifestId: string
  environmentId: string
  class: string
  size: string
  profile: string
  concurrency: number
  status: string
  artifactDigest: string
  monthly: number
  classification: string
  imageRef: string | null
  /** Parts of the manifest as text, so that equal ones are read once. */
  declared: string
  deployable: boolean
  /** Exceptions that it was deployed under. */
  uses: string[]
}

export const RUNNERS_A_PAGE = 5000

/**
 * Live runners after a place, in the order of tenant and id: of one tenant, or of all. One statement for all that the
 * gates ask of a runner.
 */
export async function liveRunners(
  tx: Tx,
  tenantId: string | undefined,
  after: { tenantId: string; id: string } = { tenantId: '', id: '' },
): Promise<LiveRunner[]> {
  // A simulation of the platform's rules looks at every tenant: that is what it is for.
  return unsafeTx(tx).$queryRaw<LiveRunner[]>`
    select r."tenantId", r.id, r.name, r."manifestId", r."environmentId", r."runnerClass"::text as class,
      r.size::text as size, r.profile::text as profile, r."concurrencyLimit" as concurrency, r.status::text as status,
      r."artifactDigest", coalesce((d."costEstimate"->>'perMonth')::float8, 0) as monthly,
      jsonb_build_object(
        'residency', v.normalised->'metadata'->'residency', 'egress', v.normalised->'runner'->'egress_allow',
        'env', v.normalised->'runner'->'env'
      )::text as declared,
      coalesce(v.normalised->'metadata'->>'data_classification', 'internal') as classification,
      v.normalised->'runner'->'image'->>'ref' as "imageRef",
      (x.allowed is null or x."artifactDigest" <> r."artifactDigest" or x.allowed) as deployable,
      array(
        select u."exceptionId" from "ExceptionUse" u
        where u."tenantId" = r."tenantId" and u."deploymentId" = r."deploymentId"
      ) as uses
    from "Runner" r
    join "ManifestVersion" v on v."tenantId" = r."tenantId" and v.id = r."manifestVersionId"
    left join "Deployment" d on d."tenantId" = r."tenantId" and d.id = r."deploymentId"
    left join "RunnerVerdict" x on x."tenantId" = r."tenantId" and x."runnerId" = r.id
    where (${tenantId ?? null}::text is null or r."tenantId" = ${tenantId ?? null})
      and r.status in ('active', 'smoke_failed') and (r."tenantId", r.id) > (${after.tenantId}, ${after.id})
    order by r."tenantId", r.id limit ${RUNNERS_A_PAGE}`
}
