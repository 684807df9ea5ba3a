import { db, violatedConstraint } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { recordExceptionUses } from '../../exceptions/record-uses.ts'
import { newId } from '../../ids.ts'
import type { Candidate } from '../candidate.ts'
import { deployGate } from '../deploy-gate.ts'
import { refuseRebuild } from '../refuse-rebuild.ts'
import { runnerRole, runnerSpec } from '../runner-spec.ts'
import type { StageContext, StageHandler } from '../stage-handler.ts'
import { targetFor } from '../targets/targets.ts'

/** Brings the runner to what this version declares: plan, apply, observe, then record it. */
export const deploy: StageHandler = async (context) => {
  const { declared, environment, actor, deployment, manifest, version, log } = context
  if (deployment.kind === 'rollback' || deployment.kind === 'promote') await refuseRebuild(context)
  const artifactDigest = deployment.artifactDigest
  if (!artifactDigest)
    throw new BareCountError('invalid_state', 'There is no artifact to deploy.', { remedy: 'Deploy again.' })
  const size = await db.runnerSize.findUnique({
    where: { runnerClass_size: { runnerClass: declared.runner.class, size: declared.runner.size } },
  })
  if (!size)
    throw new BareCountError('unsupported', `The size catalog has no ${declared.runner.class} ${declared.runner.size}.`)
  const gate = await deployGate(context)
  if ('output' in gate) return gate
  const runnerId = await ensureRunner(context, artifactDigest)
  const spec = runnerSpec({ tenantId: actor.tenantId, runnerId, declared, size, environment, artifactDigest })
  const target = targetFor(environment.target)
  const plan = await target.plan(spec)
  for (const change of plan.changes) log(`${change.action} ${change.resource}`)
  if (!plan.changes.length) log('Nothing to change: the runner is as declared.')
  await target.apply(spec, plan)
  const observed = await target.observe(spec)
  if (observed.drift.length) {
    throw new BareCountError('internal', `The target did not take ${observed.drift.join(', ')}.`)
  }
  const { pipeline, pipeline_version: pipelineVersion } = declared.metadata
  const candidate: Candidate = {
    manifestVersionId: version.id,
    deploymentId: deployment.id,
    artifactDigest,
    runnerClass: declared.runner.class,
    size: declared.runner.size,
    profile: declared.runner.network_profile,
    pipeline,
    pipelineVersion,
    concurrencyLimit: spec.concurrency,
    spec,
  }
  return {
    output: { ...gate, runnerId, planDigest: plan.digest, changes: plan.changes.length, artifactDigest },
    async commit(tx) {
      await tx.runner.updateMany({
        where: { tenantId: actor.tenantId, id: runnerId },
        data: { candidate, observedAt: new Date() },
      })
      const use = { tenantId: actor.tenantId, deploymentId: deployment.id, runnerId }
      await recordExceptionUses(tx, use, gate.exceptionsUsed ?? [])
      await appendEvidence(tx, {
        kind: 'runner.deployed',
        actor,
        result: 'succeeded',
        manifestId: manifest.id,
        environmentId: environment.id,
        deploymentId: deployment.id,
        runnerId,
        subjectDigests: [{ name: manifest.name, sha256: artifactDigest }],
        runner: manifest.name,
        environment: environment.name,
        artifactDigest,
        planDigest: plan.digest,
        class: declared.runner.class,
        size: declared.runner.size,
        profile: declared.runner.network_profile,
        exceptions: gate.exceptionsUsed,
        breakGlassId: gate.breakGlassId,
      })
    },
  }
}

/**
 * The id of the catalog record, made as `provisioning` the first time. One that takes no work, destroyed or never proven,
 * is made anew under its id, and is about this deployment from now on.
 */
async function ensureRunner(context: StageContext, artifactDigest: string): Promise<string> {
  const { actor, manifest, environment, version, deployment, declared } = context
  const where = { tenantId: actor.tenantId, manifestId: manifest.id, environmentId: environment.id }
  const found = await db.runner.findFirst({ where, select: { id: true } })
  if (found) {
    await db.runner.updateMany({
      where: { ...where, status: { not: 'active' } },
      data: { status: 'provisioning', manifestVersionId: version.id, deploymentId: deployment.id, artifactDigest },
    })
    return found.id
  }
  const id = newId('runner')
  try {
    await db.runner.create({
      data: {
        ...where,
        id,
        manifestVersionId: version.id,
        deploymentId: deployment.id,
        name: manifest.name,
        runnerClass: declared.runner.class,
        size: declared.runner.size,
        profile: declared.runner.network_profile,
        artifactDigest,
        role: runnerRole(actor.tenantSlug, environment.name, manifest.name),
        pipeline: declared.metadata.pipeline,
        pipelineVersion: declared.metadata.pipeline_version,
        concurrencyLimit: 1,
        spec: {},
      },
    })
    return id
  } catch (error) {
    if (!violatedConstraint(error)) throw error
    return ensureRunner(context, artifactDigest) // another attempt of this stage made it in this instant
  }
}
