<<<<<<< HEAD
import { transaction } from '../db/client.ts'
import { questionOf } from './approval-question.ts'
import { currentRequest, isGiven } from './current-request.ts'
import { judgeDeployment, lookOutside } from './judge-deployment.ts'
import { missingPlaces } from './missing-places.ts'
import { refuseJudged } from './refuse-judged.ts'
=======
import { openRequest } from '../approvals/open-request.ts'
import { sayWho } from '../approvals/say-slots.ts'
import { APPROVAL_DAYS } from '../approvals/schema.ts'
import { breakGlassFor } from '../break-glass/break-glass-for.ts'
import { db } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
>>>>>>> main
import type { StageContext, StageResult } from './stage-handler.ts'
import { waitForPeople } from './wait-for-people.ts'
import { waitForStart } from './wait-for-start.ts'

/**
 * The human gate before anything is made. Both gates of policy are asked with the rules of now: what a hard finding
 * stands against fails, what people must approve or override waits for them, what begins later waits for its time.
 * Returns undefined when nothing has to be waited for.
 */
export async function approvalGate(context: StageContext): Promise<StageResult | undefined> {
  const outside = await lookOutside(context)
  const { judged, question, current } = await transaction(async (tx) => {
    const judged = await judgeDeployment(tx, context, outside)
    const question = await questionOf(tx, context, judged, outside)
    return { judged, question, current: await currentRequest(tx, context, question.decisionDigest) }
  })
  await refuseJudged(context, judged, outside)
  if (judged.glassId) {
    // The gate before anything is applied asks once more, and writes down what was passed over.
    context.log(`Break-glass ${judged.glassId} is open: nobody is waited for.`)
    return undefined
  }
<<<<<<< HEAD
  if (judged.slots.length && !isGiven(current)) {
    return waitForPeople(context, judged, question, missingPlaces(judged.slots, current?.counted.stand))
=======
  const place = { tenantId: actor.tenantId, environmentId: environment.id, manifestId: manifest.id }
  const glass = await breakGlassFor(db, { ...place, at: new Date() })
  if (glass) {
    // The gate before anything is applied asks once more, and writes down what was passed over.
    context.log(`Break-glass ${glass.id} is open until ${glass.until}: nobody is waited for.`)
    return undefined
  }
  const until = known?.expiresAt ?? new Date(Date.now() + APPROVAL_DAYS * DAY_MS)
  const reason = `Waiting for ${sayWho(slots)} of ${actor.tenantSlug}.`
  context.log(reason)
  return {
    output: { decisionDigest: digest },
    waiting: { reason, until },
    async commit(tx) {
      if (known) return
      await tx.deployment.updateMany({
        where: { tenantId: actor.tenantId, id: deployment.id },
        data: { decisionDigest: digest },
      })
      await openRequest(tx, actor, {
        kind: 'deployment',
        subjectId: deployment.id,
        about: { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
        slots,
        decisionDigest: digest,
        requestedById: deployment.requestedById,
        summary: `Deploy ${manifest.name} version ${version.version} (${declared.runner.class}, ${declared.runner.size}) to ${environment.name}`,
        expiresAt: until,
      })
    },
>>>>>>> main
  }
  if (current) context.log(`Approved for exactly these digests (${current.request.id}).`)
  return judged.startsLater && waitForStart(context, judged.startsLater)
}
