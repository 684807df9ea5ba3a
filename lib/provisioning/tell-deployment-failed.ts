import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import type { DeploymentSubject } from './transitions.ts'

/** Tells whoever asked for a deployment that it failed, unless it failed in their own hands. */
export async function tellDeploymentFailed(
  tx: Tx,
  actor: Actor,
  subject: DeploymentSubject,
  reason: string,
): Promise<void> {
  const row = await tx.deployment.findFirst({
    where: { tenantId: actor.tenantId, id: subject.id },
    select: { requestedById: true },
  })
  if (!row || row.requestedById === actor.userId) return
  await notifyUsers(tx, actor.tenantId, [row.requestedById], {
    kind: 'deployment_failed',
    sentence: `${subject.manifestName} v${subject.version} did not get to ${subject.environment}: ${reason}`,
    link: `/deployments/${subject.id}`,
    subjectIds: [subject.id, subject.manifestId],
  })
}
