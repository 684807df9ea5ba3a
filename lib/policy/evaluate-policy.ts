import { jsonDigest } from '../digest.ts'
import { cedar, makeSlot } from './cedar.ts'
import { type CedarRequest, cedarRequest } from './cedar-request.ts'
import { fillSentence } from './fill-sentence.ts'
import type { PolicySet } from './load-policies.ts'
import {
  type PolicyFinding,
  type PolicyRequest,
  type PolicyVerdict,
  policyLevels,
  policyRequestSchema,
} from './schema.ts'
import { suggestFix } from './suggest-fix.ts'

const slots = { blocking: makeSlot('blocking'), advice: makeSlot('advice') }

/**
 * Asks the policies about one request. Equal inputs give an equal verdict, down to the order of its findings. It never
 * throws: no policies, a malformed request, or a rule that fails to evaluate all deny, with a finding that says so.
 */
export function evaluatePolicy(policies: PolicySet | undefined, request: PolicyRequest): PolicyVerdict {
  const said = { policyVersion: policies?.version ?? 0, policyDigest: policies?.digest ?? '' }
  const refuse = (id: string, reason: string): PolicyVerdict => ({
    allowed: false,
    findings: [
      { id, gate: request.gate, level: 'hard', reason, remedy: 'Ask a platform admin to look at the policies.' },
    ],
    approvalsRequired: 0,
    ...said,
    inputsDigest: inputsDigest(request),
  })
  if (!policies) return refuse('policy.missing', 'No policy could be read, so nothing is allowed.')
  const checked = policyRequestSchema.safeParse(request)
  if (!checked.success) {
    const { path, message } = checked.error.issues[0] ?? { path: [], message: 'it does not parse' }
    return refuse('policy.bad_request', `The policies could not be asked: ${path.join('.')} ${message}.`)
  }
  try {
    const asked = cedarRequest(request)
    const blocking = ask('blocking', policies, asked)
    const advice = ask('advice', policies, asked)
    const findings = [...blocking.fired, ...advice.fired].map((id) => describe(id, policies, request, asked))
    if (!blocking.allowed && blocking.fired.length === 0) {
      return refuse('policy.not_permitted', 'No policy permits anything at this gate.')
    }
    return {
      allowed: blocking.allowed,
      findings: findings.map(({ finding }) => finding).sort(inOrder),
      approvalsRequired: Math.max(0, ...findings.map(({ approvals }) => approvals)),
      ...said,
      inputsDigest: inputsDigest(request),
    }
  } catch (error) {
    return refuse(
      'policy.error',
      `The policies could not be evaluated: ${error instanceof Error ? error.message : error}.`,
    )
  }
}

/** `sha256:…` of the canonical JSON of a request. */
export function inputsDigest(request: PolicyRequest): string {
  return jsonDigest(request)
}

/** The forbidding rules that hold. Throws when any rule errs: Cedar skips those, and a skipped forbid would let pass. */
function ask(
  kind: 'blocking' | 'advice',
  policies: PolicySet,
  asked: CedarRequest,
): { allowed: boolean; fired: string[] } {
  slots[kind].use(policies.digest, policies[kind], policies.schema)
  const answer = cedar.statefulIsAuthorized({
    ...asked,
    preparsedSchemaName: kind,
    preparsedPolicySetId: kind,
    validateRequest: true,
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '))
  const { decision, diagnostics } = answer.response
  const [failed] = diagnostics.errors
  if (failed) throw new Error(`${failed.policyId}: ${failed.error.message}`)
  const fired = diagnostics.reason.filter((id) => policies.rules.get(id)?.effect === 'forbid')
  return { allowed: decision === 'allow', fired }
}

function describe(
  id: string,
  policies: PolicySet,
  request: PolicyRequest,
  asked: CedarRequest,
): { finding: PolicyFinding; approvals: number } {
  const rule = policies.rules.get(id)
  if (!rule?.level) throw new Error(`${id} is not a rule of this policy version`)
  const roots = { principal: asked.principal, resource: request.runner, context: asked.context }
  const { path, approvals = '0', reason = '', remedy = '' } = rule.annotations
  const fix = suggestFix(id, request)
  const finding: PolicyFinding = {
    id,
    gate: request.gate,
    level: rule.level,
    reason: fillSentence(reason, roots),
    remedy: fillSentence(remedy, roots),
    ...(path && { path: fix?.path ?? path }),
    ...(fix && { fix }),
  }
  const people = Number(fillSentence(approvals, roots))
  if (!Number.isSafeInteger(people)) throw new Error(`${id} does not say how many approvals it asks for`)
  return { finding, approvals: people }
}

function inOrder(a: PolicyFinding, b: PolicyFinding): number {
  return policyLevels.indexOf(a.level) - policyLevels.indexOf(b.level) || (a.id < b.id ? -1 : 1)
}
