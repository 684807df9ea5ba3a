import { Prisma, unsafeDb } from '../db/client.ts'

/** An artifact that at least one runner has. */
export type LiveArtifact = { tenantId: string; digest: string }

/** Artifacts that are listed in one durable step. */
export const PAGE = 20

/**
 * Artifacts that runners have now, of one tenant or of all, in the order of tenant and digest, after `after`.
 * New data is everybody's news, so this sees every tenant.
 */
export async function liveArtifacts(
  { tenantId, after }: { tenantId?: string | undefined; after?: LiveArtifact | undefined },
  limit = PAGE,
): Promise<LiveArtifact[]> {
  const ofTenant = tenantId ? Prisma.sql`and "tenantId" = ${tenantId}` : Prisma.empty
  const later = after
    ? Prisma.sql`and ("tenantId", "artifactDigest") > (${after.tenantId}, ${after.digest})`
    : Prisma.empty
  return unsafeDb.$queryRaw<LiveArtifact[]>`
    select distinct "tenantId", "artifactDigest" as digest from "Runner"
    where status in ('active', 'smoke_failed') ${ofTenant} ${later}
    order by "tenantId", "artifactDigest" limit ${limit}`
}
