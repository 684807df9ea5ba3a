import { DBOS } from '@dbos-inc/dbos-sdk'
import { db } from '../db/client.ts'
import { failUnexpectedly, finishDeployment, runStage } from './run-stage.ts'
import { type StageName, stagesOf } from './stage-names.ts'

/** Tries of a stage whose failure was the platform's: a lost connection, a full disk. */
const retry = { retriesAllowed: true, maxAttempts: 3, intervalSeconds: 1, backoffRate: 2 }

/**
 * Carries a deployment through its stages. It holds nothing itself: the rows say what is done, so it can be killed
 * anywhere and run again. It ends at a human gate; the decision queues the next round.
 */
export async function deploymentWorkflow(tenantId: string, deploymentId: string, round: number): Promise<string> {
  const ref = { tenantId, deploymentId, round }
  const names = await DBOS.runStep(() => stageNames(tenantId, deploymentId), { name: 'stages' })
  for (const name of names) {
    try {
      const outcome = await DBOS.runStep(() => runStage(ref, name), { name, ...retry })
      if (outcome === 'stopped') return `stopped at ${name}`
    } catch (error) {
      await DBOS.runStep(() => failUnexpectedly(ref, name, error), { name: `fail ${name}`, ...retry })
      return `failed at ${name}`
    }
  }
  await DBOS.runStep(() => finishDeployment(ref), { name: 'finish', ...retry })
  return 'succeeded'
}

async function stageNames(tenantId: string, deploymentId: string): Promise<StageName[]> {
  const row = await db.deployment.findFirst({ where: { tenantId, id: deploymentId }, select: { kind: true } })
  return stagesOf(row?.kind ?? 'deploy')
}
