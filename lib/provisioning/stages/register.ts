import { appendEvidence } from '../../evidence/append-evidence.ts'
import type { StageHandler } from '../stage-handler.ts'
import { runnerOf } from './runner-of.ts'

/** The catalog says what this runner is: digest, role, network, and the pipeline version it is bound to. */
export const register: StageHandler = async (context) => {
  const { declared, environment, actor, deployment, manifest } = context
  const runner = await runnerOf(context)
  const { pipeline, pipeline_version: pipelineVersion } = declared.metadata
  context.log(`${runner.name} in ${environment.name} is bound to ${pipeline} version ${pipelineVersion}`)
  return {
    output: { runnerId: runner.id, role: runner.role, pipeline, pipelineVersion },
    async commit(tx) {
      await appendEvidence(tx, {
        kind: 'runner.registered',
        actor,
        result: 'succeeded',
        manifestId: manifest.id,
        environmentId: environment.id,
        deploymentId: deployment.id,
        runnerId: runner.id,
        subjectDigests: [{ name: manifest.name, sha256: runner.artifactDigest }],
        runner: runner.name,
        environment: environment.name,
        artifactDigest: runner.artifactDigest,
        role: runner.role,
        pipeline,
        pipelineVersion,
        class: runner.runnerClass,
        size: runner.size,
        profile: runner.profile,
      })
    },
  }
}
