import { openRequest } from '../approvals/open-request.ts'
import { standingRule } from '../approvals/standing-rule.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { type NamedGlass, sayGlass } from './named-glass.ts'

/** A review that nobody makes is asked for again, so its own end is no way out of it. */
const REVIEW_DAYS = 30

/**
 * Asks for a look at all uses that nobody has reviewed yet, in place of what was asked about fewer of them. Call it with
 * the glass locked.
 */
export async function askForReview(tx: Tx, actor: Actor, glass: NamedGlass): Promise<void> {
  const { tenantId, id, environmentId, reason, openedById, openedByLabel } = glass
  const uses = await tx.breakGlassUse.findMany({
    where: { tenantId, breakGlassId: id, reviewedAt: null },
    select: {
      deploymentId: true,
      passedOver: true,
      at: true,
      deployment: { select: { manifest: { select: { name: true } } } },
    },
    orderBy: { at: 'asc' },
  })
  const used = uses.map(({ deploymentId, passedOver, at, deployment }) => ({
    deploymentId,
    manifest: deployment.manifest.name,
    passedOver,
    at: at.toISOString(),
  }))
  const opened = { by: openedByLabel, reason, openedAt: glass.openedAt.toISOString(), until: glass.until.toISOString() }
  const names = [...new Set(used.map(({ manifest }) => manifest))].join(', ')
  await openRequest(tx, actor, {
    kind: 'break_glass_review',
    subjectId: id,
    about: { environmentId },
    slots: standingRule('break_glass_review'),
    decisionDigest: jsonDigest({ breakGlassId: id, opened, used }),
    summary: `Review break-glass for ${sayGlass(glass)}: ${names} went past ${[...new Set(used.flatMap(({ passedOver }) => passedOver))].join(', ')}`,
    risks: ['break-glass', glass.environment.name],
    facts: { opened: { digest: jsonDigest(opened), value: opened }, uses: { digest: jsonDigest(used), value: used } },
    expiresAt: new Date(Date.now() + REVIEW_DAYS * 24 * 3600_000),
    requestedById: openedById,
  })
}
