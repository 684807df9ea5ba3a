import { Prisma } from '../../db/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { syncTriggers } from '../../triggers/sync-triggers.ts'
import type { StageHandler } from '../stage-handler.ts'
import { runnerOf } from './runner-of.ts'

/** What was placed and proven becomes what takes work: the record is switched over and its triggers are armed. */
export const operate: StageHandler = async (context) => {
  const { actor, declared, deployment, manifest, environment, log } = context
  const runner = await runnerOf(context)
  for (const trigger of declared.triggers) log(`Trigger: ${trigger.kind}`)
  return {
    output: { runnerId: runner.id, triggers: declared.triggers.length },
    async commit(tx) {
      await tx.runner.updateMany({
        where: { tenantId: actor.tenantId, id: runner.id },
        data: { ...runner.candidate, status: 'active', candidate: Prisma.DbNull, observedAt: new Date() },
      })
      const changes = await syncTriggers(tx, actor, runner.id, declared.triggers)
      for (const change of changes) {
        await appendEvidence(tx, {
          kind: 'trigger.changed',
          actor,
          result: 'info',
          manifestId: manifest.id,
          environmentId: environment.id,
          deploymentId: deployment.id,
          runnerId: runner.id,
          runner: runner.name,
          ...change,
        })
      }
    },
  }
}
