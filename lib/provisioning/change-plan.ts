import type { RequestRow } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import type { Deployment, Environment } from '../db/generated/client.ts'
import { type NormalisedManifest, normalisedManifestSchema } from '../manifests/schema.ts'
import { type ChangePlan, type PlannedRunner, planChanges } from './plan-changes.ts'
import { runnerSpec } from './runner-spec.ts'
import type { RunnerSpec } from './target.ts'

/** What runs now, as the plan compares it; undefined when nothing does. */
async function livePlannedRunner(
  tx: Tx,
  where: { tenantId: string; manifestId: string; environmentId: string },
): Promise<PlannedRunner | undefined> {
  const live = await tx.runner.findFirst({
    where: { ...where, status: 'active' },
    select: { spec: true, manifestVersion: { select: { normalised: true } } },
  })
  if (!live) return undefined
  const { triggers } = normalisedManifestSchema.parse(live.manifestVersion.normalised)
  return { spec: live.spec as RunnerSpec, triggers }
}

/** What the deployment of a manifest would change, seen from this moment; undefined where its size is not offered. */
export async function changePlan(
  tx: Tx,
  deployment: Pick<Deployment, 'tenantId' | 'manifestId' | 'environmentId'> & { artifactDigest: string | null },
  environment: Environment,
  declared: NormalisedManifest,
): Promise<ChangePlan | undefined> {
  const { tenantId, manifestId, environmentId, artifactDigest } = deployment
  const size = await tx.runnerSize.findUnique({
    where: { runnerClass_size: { runnerClass: declared.runner.class, size: declared.runner.size } },
  })
  if (!size) return undefined
  const spec = runnerSpec({ tenantId, runnerId: '', declared, size, environment, artifactDigest: artifactDigest ?? '' })
  const live = await livePlannedRunner(tx, { tenantId, manifestId, environmentId })
  return planChanges(live, { spec, triggers: declared.triggers })
}

/** The plan that a request is bound to, when its facts hold one; else what it would be now. */
export function boundPlan(request: RequestRow): ChangePlan | undefined {
  const bound = request.facts.plan
  const value = bound?.value as Partial<ChangePlan> | undefined
  if (!bound || !Array.isArray(value?.changes)) return undefined
  return { digest: bound.digest, changes: value.changes, unchanged: value.unchanged ?? 0 }
}
