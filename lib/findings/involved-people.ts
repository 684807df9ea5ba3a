import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'

/**
 * Who stands behind these artifacts: built one, wrote or uploaded what it was built from, or asked for a deployment of
 * it. Nobody excuses what they have a hand in.
 */
export async function involvedPeople(tx: Tx, tenantId: string, digests: readonly string[]): Promise<Set<string>> {
  // Raw, since it must not matter how many deployments an artifact had.
  const rows = await unsafeTx(tx).$queryRaw<{ person: string }[]>`
    select "builtById" as person from "Artifact" where "tenantId" = ${tenantId} and digest = any(${digests})
    union
    select unnest(array[d."requestedById", v."createdById", s."uploadedById"])
    from "Deployment" d
    join "ManifestVersion" v on v."tenantId" = d."tenantId" and v.id = d."manifestVersionId"
    left join "Source" s on s."tenantId" = v."tenantId" and s.digest = v."sourceDigest"
    where d."tenantId" = ${tenantId} and d."artifactDigest" = any(${digests})`
  return new Set(rows.map(({ person }) => person).filter(Boolean))
}

/** Throws `forbidden` when the actor has a hand in one of these artifacts. */
export async function refuseInvolved(tx: Tx, actor: Actor, digests: readonly string[]): Promise<void> {
  const people = await involvedPeople(tx, actor.tenantId, digests)
  if (!people.has(actor.userId)) return
  throw new BareCountError('forbidden', 'You built, wrote or requested an artifact that this is about.', {
    remedy: 'Somebody else with the role approver must decide.',
  })
}
