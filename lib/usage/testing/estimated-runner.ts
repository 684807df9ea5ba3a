import { estimateCost } from '../../cost/estimate-cost.ts'
import type { CostEstimate } from '../../cost/schema.ts'
import type { EstimateInput } from '../../cost/workload.ts'
import { unsafeDb } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { makeRunner } from '../../policy/testing/rules.ts'

/** A runner that has been there since that instant, with its estimate. */
export async function estimatedRunner(
  tenantId: string,
  environment: Environment,
  input: EstimateInput,
  { name, since }: { name: string; since: Date },
): Promise<{ runnerId: string; estimate: CostEstimate }> {
  const manifest = { ...input.manifest, metadata: { ...input.manifest.metadata, name } }
  const { runnerId, deploymentId } = await makeRunner(tenantId, environment, manifest)
  const estimate = estimateCost(input)
  if (!estimate) throw new Error('no estimate')
  await unsafeDb.deployment.updateMany({
    where: { tenantId, id: deploymentId },
    data: { costEstimate: estimate, createdAt: since, finishedAt: since },
  })
  await unsafeDb.runner.updateMany({ where: { tenantId, id: runnerId }, data: { createdAt: since } })
  return { runnerId, estimate }
}
