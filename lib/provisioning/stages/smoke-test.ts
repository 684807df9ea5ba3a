import { transaction } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { smokeTestRunner } from '../smoke-test-runner.ts'
import type { StageHandler } from '../stage-handler.ts'
import { runnerOf } from './runner-of.ts'

/** Synthetic jobs on the runner just deployed. One that fails blocks what follows, and says which it was. */
export const smokeTest: StageHandler = async (context) => {
  const { actor, deployment, manifest, environment, log, signal, attempt } = context
  const runner = await runnerOf(context)
  const outcome = await smokeTestRunner(actor, {
    spec: runner.spec,
    target: environment.target,
    token: `smoke:${deployment.id}:${attempt}`,
    signal,
    log,
  })
  const subject = {
    actor,
    manifestId: manifest.id,
    environmentId: environment.id,
    deploymentId: deployment.id,
    runnerId: runner.id,
    subjectDigests: [{ name: manifest.name, sha256: runner.artifactDigest }],
    runner: runner.name,
    environment: environment.name,
    checks: outcome.checks,
  }
  const failed = outcome.checks.filter((check) => !check.passed)
  if (failed.length) {
    await transaction(async (tx) => {
      // A version that serves goes on serving; only a runner that never took work is marked.
      await tx.runner.updateMany({
        where: { tenantId: actor.tenantId, id: runner.id, status: { not: 'active' } },
        data: { status: 'smoke_failed' },
      })
      await appendEvidence(tx, { kind: 'smoke_test.finished', result: 'failed', ...subject })
    })
    const names = failed.map((check) => `${check.name}${check.detail ? ` (${check.detail})` : ''}`).join(', ')
    throw new BareCountError('invalid_state', `The smoke test failed: ${names}.`, {
      remedy: 'What ran before goes on. Mend what the check names, then resume.',
    })
  }
  return {
    output: { checks: outcome.checks, isolation: outcome.isolation },
    async commit(tx) {
      await tx.runner.updateMany({
        where: { tenantId: actor.tenantId, id: runner.id },
        data: { isolation: outcome.isolation as object, observedAt: new Date() },
      })
      await appendEvidence(tx, { kind: 'smoke_test.finished', result: 'succeeded', ...subject })
    },
  }
}
