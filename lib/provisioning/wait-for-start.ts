import { appendEvidence } from '../evidence/append-evidence.ts'
import type { StageContext, StageResult } from './stage-handler.ts'

/** The result that makes a deployment wait for its time; the scheduler lets it go on then, and its gate asks again. */
export function waitForStart(context: StageContext, startsAt: Date): StageResult {
  const { actor, deployment, manifest, version, environment, log } = context
  const why = deployment.startsAt && deployment.startsAt.getTime() === startsAt.getTime() ? 'its time' : 'its window'
  log(`It begins by itself at ${startsAt.toISOString()}.`)
  return {
    output: { startsAt: startsAt.toISOString() },
    waiting: { for: 'time', reason: `Waiting for ${why}.`, until: startsAt },
    async commit(tx) {
      await appendEvidence(tx, {
        kind: 'deployment.scheduled',
        actor,
        result: 'info',
        manifestId: manifest.id,
        environmentId: environment.id,
        deploymentId: deployment.id,
        manifest: manifest.name,
        version: version.version,
        environment: environment.name,
        startsAt: startsAt.toISOString(),
        why,
      })
    },
  }
}
