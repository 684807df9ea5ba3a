import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { DeploymentSubject } from '../provisioning/transitions.ts'
import { askForReview } from './ask-for-review.ts'
import { lockGlass, namedRow, nameOf } from './named-glass.ts'

export type GlassUse = {
  breakGlassId: string
  deployment: DeploymentSubject
  requestedById: string
  /** The rules that stood against it. */
  passedOver: readonly string[]
}

/**
 * Writes down that a deployment passed by break-glass, and asks for its review, in the transaction of the gate that let
 * it pass. The same deployment again, as after a crash, adds what is new and asks once.
 */
export async function recordGlassUse(tx: Tx, actor: Actor, use: GlassUse): Promise<void> {
  const { tenantId } = actor
  const { breakGlassId, deployment, requestedById } = use
  await lockGlass(tx, { tenantId, id: breakGlassId })
  const where = { tenantId, breakGlassId, deploymentId: deployment.id }
  const known = await tx.breakGlassUse.findFirst({ where, select: { passedOver: true } })
  const passedOver = [...new Set([...(known?.passedOver ?? []), ...use.passedOver])].sort()
  if (known) {
    if (passedOver.length === known.passedOver.length) return
    await tx.breakGlassUse.updateMany({ where, data: { passedOver, reviewedAt: null } })
  } else {
    const { environmentId } = deployment
    await tx.breakGlassUse.create({ data: { ...where, environmentId, requestedById, passedOver } })
  }
  const glass = await tx.breakGlass.findFirst({ where: { tenantId, id: breakGlassId }, include: namedRow })
  if (!glass) throw new Error(`There is no break-glass ${breakGlassId}`)
  await appendEvidence(tx, {
    kind: 'break_glass.used',
    actor,
    result: 'info',
    ...nameOf(glass),
    deploymentId: deployment.id,
    manifestId: deployment.manifestId,
    manifest: deployment.manifestName,
    version: deployment.version,
    environment: deployment.environment,
    passedOver,
  })
  await askForReview(tx, actor, glass)
}
