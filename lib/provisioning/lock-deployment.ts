import { type Tx, unsafeTx } from '../db/client.ts'
import type { DeploymentRef } from './transitions.ts'

/**
 * Locks a deployment's row until the transaction ends. Everybody takes it first, then a stage's row, then a request's:
 * two that meet wait for each other in one direction only.
 */
export async function lockDeployment(tx: Tx, { tenantId, deploymentId }: DeploymentRef): Promise<void> {
  await unsafeTx(tx)
    .$queryRaw`select 1 from "Deployment" where "tenantId" = ${tenantId} and id = ${deploymentId} for update`
}
