import type { RequestRow } from '../approvals/request-row.ts'
import { fewestPeople } from '../approvals/standing.ts'
<<<<<<< HEAD
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
=======
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { recordGlassUse } from '../break-glass/record-use.ts'
import { db, type Tx, transaction } from '../db/client.ts'
import { exceptionsOfOutput } from '../exceptions/lapsed-exceptions.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import { askedPeople, decisionDigest } from './approval-gate.ts'
import { checkNames } from './check-names.ts'
import type { StageContext } from './stage-handler.ts'
import { subjectOf } from './transitions.ts'
>>>>>>> main

/** What a deployment was let through by. */
export type PassedGate = {
  decisionId: string
  policyVersion: number
<<<<<<< HEAD
  approvalId?: string
  /** Exceptions without which either gate would have denied it. */
  exceptionsUsed?: string[]
}

type Asked = { judged: Judged; question: Question; current: Awaited<ReturnType<typeof currentRequest>> }
type Decided = Asked & { decisionId?: string; verdict?: PolicyVerdict }
=======
  /** Exceptions without which either gate would have denied it. */
  exceptionsUsed?: string[]
  breakGlassId?: string
}
>>>>>>> main

/**
 * The gate right before anything is applied. Everything is asked anew, with the policies, exceptions and people of now:
 * approvals are there, for exactly this and from people who still may; the artifact is signed and scanned; names resolve.
 * Returns what it was let through by, or the result that makes it wait for people or its time again. Throws
 * `policy_denied` with every reason.
 */
<<<<<<< HEAD
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
=======
export async function deployGate(context: StageContext, artifactDigest: string): Promise<PassedGate> {
  const { actor, deployment, declared, environment, manifest, log } = context
  const required = fewestPeople(await askedPeople(context))
  const digest = await decisionDigest(context)
  const approved = await db.approvalRequest.findFirst({
    where: { tenantId: actor.tenantId, deploymentId: deployment.id, status: 'approved' },
    select: { decisionDigest: true, required: true },
    orderBy: { id: 'desc' },
  })
  const names = ['privatelink', 'vpn'].includes(declared.runner.network_profile)
    ? await checkNames(declared.runner.egress_allow)
    : []
  for (const name of names)
    log(`DNS ${name.host}: ${name.resolves ? name.detail : `does not resolve (${name.detail})`}`)
  // Asked before the transaction, which would otherwise hold one connection while waiting for another.
  const signatureVerified = await verifyArtifactSignature(actor.tenantId, artifactDigest)
  const validated = await context.outputOf('validate')
  const { verdict, decisionId } = await transaction(async (tx) => {
    const decided = await decidePolicy(
      tx,
      actor,
      {
        gate: 'deploy',
        subjectId: deployment.id,
        declared,
        environment,
        artifactDigest,
        signatureVerified,
        approvals: {
          required,
          given: approved?.required ?? 0,
          current: required === 0 || approved?.decisionDigest === digest,
        },
        dnsChecked: names.every((name) => name.resolves),
      },
      { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
    )
    if (decided.verdict.allowed) await recordPassedOver(tx, context, decided.verdict, validated)
    return decided
  })
  for (const finding of verdict.findings) log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
  if (!verdict.allowed) throw refusalOf(verdict)
  const used = [...new Set([...exceptionsOfOutput(validated), ...(verdict.exceptionsUsed ?? [])])].sort()
  return {
    decisionId,
    policyVersion: verdict.policyVersion,
    ...(used.length > 0 && { exceptionsUsed: used }),
    ...(verdict.passedOver && { breakGlassId: verdict.passedOver.breakGlassId }),
  }
}

/** What break-glass let it pass by, at this gate and at the first one, in the transaction that lets it pass. */
async function recordPassedOver(
  tx: Tx,
  { actor, deployment, manifest, version, environment }: StageContext,
  { passedOver }: PolicyVerdict,
  validated: Record<string, unknown>,
): Promise<void> {
  if (!passedOver) return
  const before = (validated as Pick<PolicyVerdict, 'passedOver'>).passedOver?.rules ?? []
  const { id, requestedById } = deployment
  const named = { manifest, manifestVersion: version, environment }
  await recordGlassUse(tx, actor, {
    breakGlassId: passedOver.breakGlassId,
    deployment: subjectOf({ id, manifestId: manifest.id, environmentId: environment.id, ...named }),
    requestedById,
    passedOver: [...before, ...passedOver.rules],
  })
>>>>>>> main
}
