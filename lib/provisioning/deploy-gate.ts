import type { RequestRow } from '../approvals/request-row.ts'
import { fewestPeople } from '../approvals/standing.ts'
import { type Tx, transaction } from '../db/client.ts'
import { exceptionsOfOutput } from '../exceptions/lapsed-exceptions.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import { type Question, questionOf } from './approval-question.ts'
import { currentRequest, isGiven } from './current-request.ts'
import { deploySubject, type Judged, judgeDeployment, lookOutside, type Outside } from './judge-deployment.ts'
import { lockDeployment } from './lock-deployment.ts'
import { markExecuted } from './mark-executed.ts'
import { missingPlaces } from './missing-places.ts'
import { recordPassedOver } from './record-passed-over.ts'
import { isRefused, refuseJudged } from './refuse-judged.ts'
import type { StageContext, StageResult } from './stage-handler.ts'
import { waitForPeople } from './wait-for-people.ts'
import { waitForStart } from './wait-for-start.ts'

/** What a deployment was let through by. */
export type PassedGate = {
  decisionId: string
  policyVersion: number
  approvalId?: string
  /** Exceptions without which either gate would have denied it. */
  exceptionsUsed?: string[]
  breakGlassId?: string
}

type Asked = { judged: Judged; question: Question; current: Awaited<ReturnType<typeof currentRequest>> }
type Decided = Asked & { decisionId?: string; verdict?: PolicyVerdict; breakGlassId?: string | undefined }

/**
 * The gate right before anything is applied. Everything is asked anew, with the policies, exceptions and people of now:
 * approvals are there, for exactly this and from people who still may; the artifact is signed and scanned; names resolve.
 * Returns what it was let through by, or the result that makes it wait for people or its time again. Throws
 * `policy_denied` with every reason.
 */
export async function deployGate(context: StageContext): Promise<PassedGate | StageResult> {
  const outside = await lookOutside(context)
  const validated = await context.outputOf('validate')
  const { judged, question, current, decisionId, verdict, breakGlassId } = await transaction((tx) =>
    decide(tx, context, outside, validated),
  )
  if (verdict && decisionId) {
    for (const finding of verdict.findings) context.log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
    if (!verdict.allowed) throw refusalOf(verdict)
    const used = [...new Set([...exceptionsOfOutput(validated), ...judged.exceptions])].sort()
    return {
      decisionId,
      policyVersion: verdict.policyVersion,
      ...(current && isGiven(current) && { approvalId: current.request.id }),
      ...(used.length > 0 && { exceptionsUsed: used }),
      ...(breakGlassId && { breakGlassId }),
    }
  }
  await refuseJudged(context, judged, outside)
  if (!judged.glassId && judged.slots.length && !isGiven(current)) {
    return waitForPeople(context, judged, question, missingPlaces(judged.slots, current?.counted.stand))
  }
  return waitForStart(context, judged.startsLater ?? new Date())
}

async function decide(
  tx: Tx,
  context: StageContext,
  outside: Outside,
  validated: Record<string, unknown>,
): Promise<Decided> {
  const { actor, deployment, environment, manifest } = context
  await lockDeployment(tx, { tenantId: actor.tenantId, deploymentId: deployment.id })
  const judged = await judgeDeployment(tx, context, outside)
  const question = await questionOf(tx, context, judged, outside)
  const current = await currentRequest(tx, context, question.decisionDigest)
  const asked = { judged, question, current }
  const given = judged.slots.length === 0 || isGiven(current)
  const waits = judged.startsLater || (!judged.glassId && !given)
  if (isRefused(judged.pre) || waits) return asked
  const request = given ? current?.request : undefined
  const overrides = request ? overriddenBy(request) : []
  const required = fewestPeople(judged.slots)
  const subject = {
    ...deploySubject(context, outside, new Date()),
    approvals: {
      required,
      given: given ? required : required - (current?.counted.stand.missing ?? required),
      current: given,
    },
    overrides,
  }
  const about = { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id }
  const decided = await decidePolicy(tx, actor, subject, about)
  if (!decided.verdict.allowed) return { ...asked, ...decided }
  if (current && given) await markExecuted(tx, actor, current.request, current.counted)
  const breakGlassId = await recordPassedOver(tx, context, [validated, judged.pre, decided.verdict])
  return { ...asked, ...decided, breakGlassId }
}

/** The soft rules that people overrode: those whose places its votes fill, and all are filled. Pure. */
function overriddenBy({ id, slots }: RequestRow): { rule: string; approvalId: string }[] {
  return slots.filter(({ overrides }) => overrides).map(({ rule }) => ({ rule, approvalId: id }))
}
