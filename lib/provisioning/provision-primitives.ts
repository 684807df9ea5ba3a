import canonicalize from 'canonicalize'
import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import type { Environment, NetworkProfile } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { Primitive, PrimitiveKind } from './target.ts'
import { targetFor } from './targets/targets.ts'

export type ProvisionRequest = {
  environment: Pick<Environment, 'id' | 'name' | 'target'>
  profile: NetworkProfile
  deploymentId?: string
  manifestId?: string
}

export type ProvisionOutcome = { primitives: Primitive[]; created: PrimitiveKind[]; changed: PrimitiveKind[] }

/**
 * Makes what runners of an environment and profile share, and records it. Idempotent: evidence is written only when
 * something is new or different. The worker's own act, so it is not authorised again.
 */
export async function provisionPrimitives(actor: Actor, request: ProvisionRequest): Promise<ProvisionOutcome> {
  const { environment, profile } = request
  const where = { tenantId: actor.tenantId, environmentId: environment.id, profile }
  const primitives = await targetFor(environment.target).provision({ tenantId: actor.tenantId, environment, profile })
  return transaction(async (tx) => {
    const present = await tx.primitive.findMany({ where, select: { kind: true, state: true } })
    const created: PrimitiveKind[] = []
    const changed: PrimitiveKind[] = []
    for (const { kind, state } of primitives) {
      const known = present.find((row) => row.kind === kind)
      if (!known) created.push(kind)
      else if (canonicalize(known.state) !== canonicalize(state)) changed.push(kind)
      await tx.primitive.upsert({
        where: { tenantId_environmentId_profile_kind: { ...where, kind } },
        create: { ...where, kind, state: state as object },
        update: { state: state as object, observedAt: new Date() },
      })
    }
    if (created.length || changed.length) {
      await appendEvidence(tx, {
        kind: 'primitives.provisioned',
        actor,
        result: 'succeeded',
        environmentId: environment.id,
        deploymentId: request.deploymentId,
        manifestId: request.manifestId,
        environment: environment.name,
        profile,
        created,
        changed,
      })
    }
    return { primitives, created, changed }
  })
}
