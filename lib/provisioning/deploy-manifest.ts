import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { boardOf, notifyChange } from '../live/notify.ts'
import type { FieldChange } from '../manifests/diff-manifests.ts'
import { enqueue } from '../worker/enqueue.ts'
import { refuseStart } from './refuse-start.ts'
import { openStatuses, stagesOf } from './stage-names.ts'
import { type DeploymentSubject, endDeployment } from './transitions.ts'

export type DeployRequest = {
  manifestVersionId: string
  /** Name of the environment. */
  environment: string
  /** Of a promotion or rollback: whose artifact it takes. Nothing is built then. */
  source?: {
    kind: 'promote' | 'rollback'
    deploymentId: string
    artifactDigest: string
    /** Where it comes from. */
    from: string
    /** What differs from what runs there now, and from where it comes from. */
    changed: FieldChange[]
  }
  /** Nothing is applied before; approvals may be given at once. */
  startsAt?: Date | undefined
}

/**
 * Asks for one manifest version to go into one environment. Deployment, stages, evidence and the queued workflow are
 * one transaction. An open deployment of the same manifest and environment is superseded.
 * Returns the deployment's id. Throws `not_found`, `forbidden`, `invalid_state` for an archived manifest, and
 * `invalid_input` for a start that is over or too far away.
 */
export async function deployManifest(actor: Actor, request: DeployRequest): Promise<{ id: string }> {
  authorise(actor, 'deployment:request')
  const version = await db.manifestVersion.findFirst({
    where: { tenantId: actor.tenantId, id: request.manifestVersionId },
    include: { manifest: true },
  })
  if (!version) throw notFound('manifest version')
  const environment = await db.environment.findUnique({ where: { name: request.environment } })
  if (!environment) throw notFound('environment')
  if (version.manifest.archivedAt) {
    throw new BareCountError('invalid_state', `${version.manifest.name} is archived.`, { remedy: 'Restore it first.' })
  }
  refuseStart(request.startsAt, new Date())
  const subject = {
    id: newId('deployment'),
    manifestId: version.manifestId,
    environmentId: environment.id,
    manifestName: version.manifest.name,
    version: version.version,
    environment: environment.name,
  }
  const create = () =>
    transaction(async (tx) => {
      await supersedeOpen(tx, actor, subject)
      await writeDeployment(tx, actor, { subject, version, request })
      await enqueue(tx, 'deploy', `${subject.id}:1`, actor.tenantId, subject.id, 1)
      await notifyChange(tx, subject.id)
      await notifyChange(tx, boardOf(actor.tenantId))
    })
  // Two requests in the same instant: the partial unique index lets one in; the other then supersedes it.
  await create().catch((error: unknown) => {
    if (violatedConstraint(error) !== 'Deployment_one_open') throw error
    return create()
  })
  return { id: subject.id }
}

type Asked = {
  subject: DeploymentSubject
  version: { id: string; version: number; digest: string; sourceDigest: string | null }
  request: DeployRequest
}

/** The deployment, its stages and the evidence that it was asked for. */
async function writeDeployment(tx: Tx, actor: Actor, { subject, version, request }: Asked): Promise<void> {
  const { source } = request
  const kind = source?.kind ?? 'deploy'
  await tx.deployment.create({
    data: {
      tenantId: actor.tenantId,
      id: subject.id,
      kind,
      manifestId: subject.manifestId,
      manifestVersionId: version.id,
      environmentId: subject.environmentId,
      requestedById: actor.userId,
      startsAt: request.startsAt ?? null,
      ...(source && { artifactDigest: source.artifactDigest, sourceDeploymentId: source.deploymentId }),
    },
  })
  await tx.stage.createMany({
    data: stagesOf(kind).map((name, ordinal) => ({
      tenantId: actor.tenantId,
      deploymentId: subject.id,
      name,
      ordinal,
    })),
  })
  await appendEvidence(tx, {
    kind: 'deployment.requested',
    actor,
    manifestId: subject.manifestId,
    environmentId: subject.environmentId,
    deploymentId: subject.id,
    result: 'info',
    manifest: subject.manifestName,
    version: version.version,
    environment: subject.environment,
    deploymentKind: kind,
    manifestDigest: version.digest,
    sourceDigest: version.sourceDigest ?? undefined,
    ...(source && {
      from: source.from,
      changed: source.changed,
      artifactDigest: source.artifactDigest,
      sourceDeploymentId: source.deploymentId,
    }),
  })
}

async function supersedeOpen(tx: Tx, actor: Actor, next: DeploymentSubject) {
  const open = await tx.deployment.findFirst({
    where: {
      tenantId: actor.tenantId,
      manifestId: next.manifestId,
      environmentId: next.environmentId,
      status: { in: [...openStatuses] },
    },
    include: { manifestVersion: { select: { version: true } } },
  })
  if (!open) return
  const subject = { ...next, id: open.id, version: open.manifestVersion.version }
  await endDeployment(tx, actor, subject, 'superseded', `Superseded by ${next.id}.`)
}
