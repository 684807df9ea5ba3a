import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { compareClasses } from '../cost/compare-classes.ts'
import { costDelta } from '../cost/cost-delta.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { CostEstimate } from '../cost/schema.ts'
import type { EstimateInput } from '../cost/workload.ts'
import { db } from '../db/client.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs } from '../policy/gather-policy-inputs.ts'
import { environmentNamed } from './environment-named.ts'
import { manifestDigest } from './manifest-digest.ts'
import { parseManifest } from './parse-manifest.ts'
import { normalisedManifestSchema } from './schema.ts'
import { suggestCompliant } from './suggest-compliant.ts'
import type { DraftVerdict, validateInput } from './validate-draft.schema.ts'
import { whatHappensNext } from './what-happens-next.ts'

/**
 * Everything there is to say about a manifest that was not submitted: its faults, or else what policy and cost say of
 * it in one environment, how it compares with other classes and with what runs there, and what would happen next.
 * Stores nothing. Throws `not_found` for an unknown environment, `unavailable` when there are no prices.
 */
export async function validateDraft(actor: Actor, input: z.output<typeof validateInput>): Promise<DraftVerdict> {
  authorise(actor, 'manifest:read')
  const { faults, normalised: declared } = parseManifest(input.text)
  if (!declared) return { faults }
  const { tenantId } = actor
  const digest = manifestDigest(declared)
  const [environment, manifest] = await Promise.all([
    environmentNamed(input.environment),
    db.manifest.findFirst({
      where: { tenantId, name: declared.metadata.name },
      select: { id: true, latestVersion: true, versions: { where: { digest }, select: { version: true }, take: 1 } },
    }),
  ])
  const subject = { gate: 'pre_deploy', subjectId: 'draft', declared, environment, manifestId: manifest?.id } as const
  const { policies, request, cost } = await gatherPolicyInputs(db, tenantId, {
    ...subject,
    assumptions: input.assumptions,
  })
  const verdict = evaluatePolicy(policies, request)
  const [live, approvers] = await Promise.all([
    cost && manifest ? liveEstimate(tenantId, manifest.id, environment.id, cost.input) : undefined,
    verdict.approvalsRequired > 0 ? countApprovers(actor) : 0,
  ])
  const known = manifest?.versions[0]?.version
  const nearest = input.suggest && !verdict.allowed ? await suggestCompliant(actor, input) : undefined
  return {
    faults: [],
    digest,
    policy: verdict,
    ...(nearest && { nearest }),
    ...(cost && { cost: cost.estimate, comparison: compareClasses(cost.input) }),
    ...(cost && live && { delta: { ...costDelta(live.estimate, cost.estimate), liveVersion: live.version } }),
    next: whatHappensNext({
      manifest: declared.metadata.name,
      version: { number: known ?? (manifest?.latestVersion ?? 0) + 1, exists: known !== undefined },
      environment: environment.name,
      verdict,
      approvers,
    }),
  }
}

/** What the version that runs there now would cost under the very same assumptions. */
async function liveEstimate(
  tenantId: string,
  manifestId: string,
  environmentId: string,
  input: EstimateInput,
): Promise<{ estimate: CostEstimate; version: number } | undefined> {
  const runner = await db.runner.findFirst({
    where: { tenantId, manifestId, environmentId, status: 'active' },
    select: { manifestVersion: { select: { version: true, normalised: true } } },
  })
  if (!runner) return undefined
  const { version, normalised } = runner.manifestVersion
  const estimate = estimateCost({ ...input, manifest: normalisedManifestSchema.parse(normalised) })
  return estimate && { estimate, version }
}

function countApprovers(actor: Actor): Promise<number> {
  return db.membership.count({
    where: { tenantId: actor.tenantId, roles: { has: 'approver' }, userId: { not: actor.userId } },
  })
}
