import type { Tx } from '../db/client.ts'
import { asPgClient, WORKFLOW_VERSION, workflowClient } from './dbos.ts'

/** The workflows the worker knows, with what each is given. Ids only: the rows own the truth. */
export type WorkflowArguments = {
  deploy: [tenantId: string, deploymentId: string, round: number]
  removeRunner: [tenantId: string, runnerId: string]
  /** One tenant's live artifacts, after what people say of findings changed. */
  recheckVerdicts: [tenantId: string, why: string]
  /** Every tenant's live artifacts, matched with the vulnerability data of now. */
  reevaluate: [why: string]
  /** What a policy draft would change. */
  simulatePolicy: [tenantId: string, simulationId: string]
  /** Every tenant's live runners, asked by the rules of now. */
  recheckPolicies: [why: string]
}

const queueOf = {
  deploy: 'deployments',
  removeRunner: 'deployments',
  recheckVerdicts: 'verdicts',
  reevaluate: 'verdicts',
  simulatePolicy: 'simulations',
  recheckPolicies: 'verdicts',
} as const

/**
 * Queues a workflow inside the transaction of the change that asks for it: both commit or neither does.
 * `id` names the work; queueing the same id again does nothing.
 */
export async function enqueue<W extends keyof WorkflowArguments>(
  tx: Tx,
  workflow: W,
  id: string,
  ...args: WorkflowArguments[W]
): Promise<void> {
  const client = await workflowClient()
  await client.enqueueInTransaction(
    asPgClient(tx) as never,
    { queueName: queueOf[workflow], workflowName: workflow, workflowID: id, appVersion: WORKFLOW_VERSION },
    ...args,
  )
}
