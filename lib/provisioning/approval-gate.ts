import { transaction } from '../db/client.ts'
import { questionOf } from './approval-question.ts'
import { currentRequest, isGiven } from './current-request.ts'
import { judgeDeployment, lookOutside } from './judge-deployment.ts'
import { missingPlaces } from './missing-places.ts'
import { refuseJudged } from './refuse-judged.ts'
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
  if (judged.glassId && !judged.startsLater) {
    // The gate before anything is applied asks once more, and writes down what was passed over.
    context.log(`Break-glass ${judged.glassId} is open: nobody is waited for.`)
    return undefined
  }
  if (!judged.glassId && judged.slots.length && !isGiven(current)) {
    return waitForPeople(context, judged, question, missingPlaces(judged.slots, current?.counted.stand))
  }
  if (current) context.log(`Approved for exactly these digests (${current.request.id}).`)
  return judged.startsLater && waitForStart(context, judged.startsLater)
}
