import { nextStart } from '../approvals/next-start.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { breakGlassFor } from '../break-glass/break-glass-for.ts'
import type { Tx } from '../db/client.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs, type PolicySubject } from '../policy/gather-policy-inputs.ts'
import type { ApprovalSlot, PolicyFinding, PolicyVerdict } from '../policy/schema.ts'
import { checkNames } from './check-names.ts'
import type { StageContext } from './stage-handler.ts'

/** What has to be looked at outside the database, before a transaction begins. */
export type Outside = { artifactDigest: string; signatureVerified: boolean; dnsChecked: boolean }

export type Judged = {
  pre: PolicyVerdict
  deploy: PolicyVerdict
  /** What both gates say, each rule once. */
  findings: PolicyFinding[]
  /** Who must approve or override, rule by rule. */
  slots: ApprovalSlot[]
  /** Ids of the exceptions without which one of the gates would deny it. */
  exceptions: string[]
  prices: { version: number; digest: string } | undefined
  perMonth: number | undefined
  /** When it may begin, if that is not now. */
  startsLater: Date | undefined
  /** Break-glass is open: nobody is waited for. */
  glassId: string | undefined
}

/** Verifies the signature and, where the profile relies on names, that they resolve. */
export async function lookOutside({ actor, deployment, declared, log }: StageContext): Promise<Outside> {
  const relies = ['privatelink', 'vpn'].includes(declared.runner.network_profile)
  const names = relies ? await checkNames(declared.runner.egress_allow) : []
  for (const name of names)
    log(`DNS ${name.host}: ${name.resolves ? name.detail : `does not resolve (${name.detail})`}`)
  const artifactDigest = deployment.artifactDigest ?? ''
  const signatureVerified = await verifyArtifactSignature(actor.tenantId, artifactDigest)
  return { artifactDigest, signatureVerified, dnsChecked: names.every((name) => name.resolves) }
}

/** What the first gate is asked, again and with the rules in force now. */
export function preDeploySubject({ deployment, declared, environment, manifest }: StageContext, at: Date) {
  const about = { manifestId: manifest.id, deploymentId: deployment.id }
  return { gate: 'pre_deploy', subjectId: deployment.id, declared, environment, ...about, at } satisfies PolicySubject
}

/** What the gate before anything is applied is asked; with every approval given, unless the caller says otherwise. */
export function deploySubject(
  { deployment, declared, environment, manifest }: StageContext,
  outside: Outside,
  at: Date,
) {
  return {
    gate: 'deploy',
    subjectId: deployment.id,
    declared,
    environment,
    manifestId: manifest.id,
    deploymentId: deployment.id,
    ...outside,
    approvals: { required: 0, given: 0, current: true },
    at,
  } satisfies PolicySubject
}

/**
 * Asks both gates with everything as it is in this transaction, the second one as if every approval were given: who has
 * to be asked, and what would stand against it even so. A deployment that begins later is judged for its start,
 * break-glass included: it hurries nothing that was asked for another day.
 */
export async function judgeDeployment(tx: Tx, context: StageContext, outside: Outside): Promise<Judged> {
  const { actor, environment, manifest, declared, deployment } = context
  const { tenantId } = actor
  const now = new Date()
  const asked = deployment.startsAt && deployment.startsAt > now ? deployment.startsAt : now
  const place = { tenantId, environmentId: environment.id, manifestId: manifest.id }
  const glass = await breakGlassFor(tx, { ...place, at: asked })
  const matter = { tenantId, declared, environment, manifestId: manifest.id, deploymentId: deployment.id, at: asked }
  const opens = glass ? undefined : await nextStart(tx, matter)
  const at = opens ?? asked
  const pre = await gatherPolicyInputs(tx, tenantId, preDeploySubject(context, at))
  const last = await gatherPolicyInputs(tx, tenantId, deploySubject(context, outside, at))
  const verdicts = {
    pre: evaluatePolicy(pre.policies, pre.request),
    deploy: evaluatePolicy(last.policies, last.request),
  }
  const both = [verdicts.pre, verdicts.deploy]
  return {
    ...verdicts,
    findings: onePerRule(both.flatMap(({ findings }) => findings)),
    slots: slotsOfBoth(both.flatMap(({ slots = [] }) => slots)),
    exceptions: [...new Set(both.flatMap(({ exceptionsUsed = [] }) => exceptionsUsed))].sort(),
    prices: pre.cost && { version: pre.cost.estimate.priceBook.version, digest: pre.cost.estimate.priceBook.digest },
    perMonth: pre.cost?.estimate.perMonth,
    startsLater: at > now ? at : undefined,
    glassId: glass?.id,
  }
}

function onePerRule(findings: readonly PolicyFinding[]): PolicyFinding[] {
  const seen = new Map(findings.map((finding) => [finding.id, finding]))
  return [...seen.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A rule that both gates know asks once, for the most people that either wants. */
function slotsOfBoth(slots: readonly ApprovalSlot[]): ApprovalSlot[] {
  const byRule = new Map<string, ApprovalSlot>()
  for (const slot of slots) {
    const known = byRule.get(slot.rule)
    if (!known || known.count < slot.count) byRule.set(slot.rule, slot)
  }
  return [...byRule.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1))
}
