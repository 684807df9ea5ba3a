import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import { readyPromotions } from '../promotions/ready-promotions.ts'
import { openStatuses } from '../provisioning/stage-names.ts'
import type { Frozen } from './in-force.ts'
import { inScope } from './in-force.ts'
import { EVERY_TENANT } from './timing-facts.ts'

const MOST = 50

/**
 * What a freeze stops in the actor's tenant if nothing about it is done before: deployments under way, scheduled or
 * waiting for people, and promotions that are ready. Undefined for a freeze that is not theirs to see.
 */
export async function blockedBy(actor: Actor, id: string) {
  authorise(actor, 'environment:read')
  const freeze = await unsafeDb.freeze.findFirst({
    // The platform's own rows belong to no tenant.
    where: { tenantId: { in: [actor.tenantId, EVERY_TENANT] }, id },
    include: { environment: { select: { name: true } } },
  })
  if (!freeze) return undefined
  const [deployments, ready] = await Promise.all([openInScope(actor, freeze), readyPromotions(actor, MOST)])
  return {
    freeze,
    deployments,
    promotions: ready.filter(({ to, runnerClass }) => inScope(freeze, { environmentId: to.id, runnerClass })),
  }
}

function openInScope(actor: Actor, { environmentId, runnerClass }: Pick<Frozen, 'environmentId' | 'runnerClass'>) {
  return db.deployment.findMany({
    where: {
      tenantId: actor.tenantId,
      status: { in: [...openStatuses] },
      ...(environmentId ? { environmentId } : {}),
      ...(runnerClass ? { manifestVersion: { runnerClass: runnerClass as 'serverless' } } : {}),
    },
    select: {
      id: true,
      kind: true,
      status: true,
      reason: true,
      manifest: { select: { id: true, name: true } },
      manifestVersion: { select: { version: true } },
      environment: { select: { name: true } },
      approvals: { where: { status: 'open' }, select: { id: true }, take: 1 },
    },
    orderBy: { id: 'desc' },
    take: MOST,
  })
}
