import type { RequestRow } from '../approvals/request-row.ts'
import { fewestPeople } from '../approvals/standing.ts'
import { type Tx, transaction } from '../db/client.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import { type Question, questionOf } from './approval-question.ts'
import { currentRequest, isGiven } from './current-request.ts'
import { deploySubject, type Judged, judgeDeployment, lookOutside, type Outside } from './judge-deployment.ts'
import { lockDeployment } from './lock-deployment.ts'
import { markExecuted } from './mark-executed.ts'
import { missingPlaces } from './missing-places.ts'
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
}

type Asked = { judged: Judged; question: Question; current: Awaited<ReturnType<typeof currentRequest>> }
type Decided = Asked & { decisionId?: string; verdict?: PolicyVerdict }

/**
 * The gate right before anything is applied. Everything is asked anew, with the policies, exceptions and people of now:
 * approvals are there, for exactly this and from people who still may; the artifact is signed and scanned; names resolve.
 * Returns what it was let through by, or the result that makes it wait for people or its time again. Throws
 * `policy_denied` with every reason.
 */
export async function deployGate(context: StageContext): Promise<PassedGate | StageResult> {
  const outside = await lookOutside(context)
  const { judged, question, current, decisionId, verdict } = await transaction((tx) => decide(tx, context, outside))
  if (verdict && decisionId) {
    for (const finding of verdict.findings) context.log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
    if (!verdict.allowed) throw refusalOf(verdict)
    return passed(judged, current?.request, { decisionId, verdict })
  }
  await refuseJudged(context, judged, outside)
  if (judged.slots.length && !isGiven(current)) {
    return waitForPeople(context, judged, question, missingPlaces(judged.slots, current?.counted.stand))
  }
  return waitForStart(context, judged.startsLater ?? new Date())
}

async function decide(tx: Tx, context: StageContext, outside: Outside): Promise<Decided> {
  const { actor, deployment, environment, manifest } = context
  await lockDeployment(tx, { tenantId: actor.tenantId, deploymentId: deployment.id })
  const judged = await judgeDeployment(tx, context, outside)
  const question = await questionOf(tx, context, judged, outside)
  const current = await currentRequest(tx, context, question.decisionDigest)
  const asked = { judged, question, current }
  const given = judged.slots.length === 0 || isGiven(current)
  const waits = !judged.glassId && (!given || judged.startsLater)
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
  if (decided.verdict.allowed && current && given) await markExecuted(tx, actor, current.request, current.counted)
  return { ...asked, ...decided }
}

/** The soft rules that people overrode: those whose places its votes fill, and all are filled. Pure. */
function overriddenBy({ id, slots }: RequestRow): { rule: string; approvalId: string }[] {
  return slots.filter(({ overrides }) => overrides).map(({ rule }) => ({ rule, approvalId: id }))
}

function passed(
  judged: Judged,
  request: RequestRow | undefined,
  { decisionId, verdict }: { decisionId: string; verdict: PolicyVerdict },
): PassedGate {
  return {
    decisionId,
    policyVersion: verdict.policyVersion,
    ...(request && { approvalId: request.id }),
    ...(judged.exceptions.length > 0 && { exceptionsUsed: judged.exceptions }),
  }
}
