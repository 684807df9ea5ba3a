import { jsonDigest } from '../digest.ts'
import { slotOf } from './approval-slot.ts'
import { cedar, makeSlots } from './cedar.ts'
import { type CedarRequest, cedarRequest } from './cedar-request.ts'
import { fillSentence } from './fill-sentence.ts'
import type { PolicySet } from './load-policies.ts'
import { sayOffer } from './matrix/say-offer.ts'
import { policyLevels } from './policy-words.ts'
import {
  type ApprovalSlot,
  type PolicyFinding,
  type PolicyRequest,
  type PolicyVerdict,
  policyRequestSchema,
} from './schema.ts'
import { suggestFix } from './suggest-fix.ts'

const slots = { all: makeSlots('all'), permits: makeSlots('permits') }

/**
 * Asks the policies about one request. Equal inputs give an equal verdict, down to the order of its findings. It never
 * throws: no policies, a malformed request, or a rule that fails to evaluate all deny, with a finding that says so.
 * A hard finding denies; a soft one does unless the request names who overrode it, or the glass is broken; nothing else
 * opens a gate.
 */
export function evaluatePolicy(policies: PolicySet | undefined, request: PolicyRequest): PolicyVerdict {
  const said = {
    policyVersion: policies?.version ?? 0,
    ...(policies && policies.versions.length > 1 && { policyVersions: [...policies.versions] }),
    policyDigest: policies?.digest ?? '',
  }
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
    const { permitted, findings, asks } = judge(policies, request)
    if (!permitted && findings.every(({ level }) => level !== 'hard')) {
      return refuse('policy.not_permitted', 'No policy permits anything at this gate.')
    }
    const standing = findings.filter((finding) => finding.level !== 'advisory' && !finding.overriddenBy)
    const used = exceptionsUsed(policies, request, standing)
    const passedOver = passedOverBy(policies, request, findings)
    return {
      allowed: standing.length === 0,
      ...(standing.length > 0 && standing.every(({ level }) => level === 'soft') && { overridable: true }),
      findings,
      approvalsRequired: Math.max(0, ...asks.map(({ count }) => count)),
      ...(asks.length > 0 && { slots: asks }),
      ...(used.length > 0 && { exceptionsUsed: used }),
      ...(passedOver && { passedOver }),
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

type Judged = { permitted: boolean; findings: PolicyFinding[]; asks: ApprovalSlot[] }

function judge(policies: PolicySet, request: PolicyRequest): Judged {
  const asked = cedarRequest(request)
  const { allowed, fired } = ask('all', policies, asked)
  const described = fired.map((id) => describe(id, policies, request, asked))
  return {
    // A rule that forbids hides whether any permits; what only advises, or can be opened, must not stand in for one.
    permitted: allowed || (fired.length > 0 && ask('permits', policies, asked).allowed),
    findings: described.map(({ finding }) => finding).sort(inOrder),
    asks: described.flatMap(({ slot }) => slot ?? []).sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  }
}

/** The exceptions that make a difference: without them a rule would stand against it that does not now. */
function exceptionsUsed(policies: PolicySet, request: PolicyRequest, standing: PolicyFinding[]): string[] {
  const { exceptions = [], ...bare } = request
  if (exceptions.length === 0) return []
  const without = judge(policies, bare).findings.filter(({ level }) => level !== 'advisory')
  const excused = without.filter(({ id }) => !standing.some((finding) => finding.id === id))
  return exceptions.filter(({ rule }) => excused.some(({ id }) => id === rule)).map(({ id }) => id)
}

/** What would stand against it if the glass were whole; undefined when it makes no difference. */
function passedOverBy(
  policies: PolicySet,
  request: PolicyRequest,
  findings: PolicyFinding[],
): PolicyVerdict['passedOver'] {
  if (request.gate === 'run' || !request.breakGlass) return undefined
  const { breakGlass, ...whole } = request
  const stands = (one: PolicyFinding) => one.level !== 'advisory' && !one.overriddenBy
  const standing = findings.filter(stands)
  const without = judge(policies, whole).findings.filter(stands)
  const rules = without.map(({ id }) => id).filter((id) => !standing.some((one) => one.id === id))
  return rules.length ? { breakGlassId: breakGlass.id, rules } : undefined
}

/** The forbidding rules that hold. Throws when any rule errs: Cedar skips those, and a skipped forbid would let pass. */
function ask(
  which: 'all' | 'permits',
  policies: PolicySet,
  asked: CedarRequest,
): { allowed: boolean; fired: string[] } {
  const slot = slots[which].use(policies.digest, policies[which], policies.schema)
  const answer = cedar.statefulIsAuthorized({
    ...asked,
    preparsedSchemaName: slot,
    preparsedPolicySetId: slot,
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
): { finding: PolicyFinding; slot: ApprovalSlot | undefined } {
  const rule = policies.rules.get(id)
  if (!rule?.level) throw new Error(`${id} is not a rule of this policy version`)
  const roots = {
    principal: asked.principal,
    resource: request.runner,
    context: asked.context,
    offer: request.offer ?? { why: sayOffer({ allowed: false }, '') },
  }
  const { path, reason = '', remedy = '' } = rule.annotations
  const fix = suggestFix(id, request)
  const overriddenBy = rule.level === 'soft' ? overrideOf(id, request) : undefined
  const finding: PolicyFinding = {
    id,
    gate: request.gate,
    level: rule.level,
    reason: fillSentence(reason, roots),
    remedy: fillSentence(remedy, roots),
    ...(path && { path: fix?.path ?? path }),
    ...(fix && { fix }),
    ...(overriddenBy && { overriddenBy }),
    ...(rule.exceptable && { exceptable: true }),
  }
  return { finding, slot: slotOf({ ...rule, level: rule.level }, (text) => fillSentence(text, roots)) }
}

/** Who or what let a soft rule pass: people for exactly this, or the break-glass that is open. */
export function overrideOf(id: string, request: PolicyRequest): string | undefined {
  if (request.gate === 'run') return undefined
  const people = request.gate === 'deploy' ? request.overrides?.find((one) => one.rule === id)?.approvalId : undefined
  return people ?? request.breakGlass?.id
}

function inOrder(a: PolicyFinding, b: PolicyFinding): number {
  return policyLevels.indexOf(a.level) - policyLevels.indexOf(b.level) || (a.id < b.id ? -1 : 1)
}
