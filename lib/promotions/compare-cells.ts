import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { diffFields } from '../manifests/diff-manifests.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import type { PolicyFinding } from '../policy/schema.ts'
import { contentChanges, contentWithoutEnv } from './changes.ts'

/**
 * Two cells of the board beside each other: fields of the manifest, variables by name, artifact, and what policy said
 * of each. `a` and `b` are runners, of one manifest or of two. Throws `not_found`.
 */
export async function compareCells(actor: Actor, { a, b }: { a: string; b: string }) {
  authorise(actor, 'runner:read')
  const [left, right] = await Promise.all([cell(actor, a), cell(actor, b)])
  const changes = contentChanges(left.content, right.content)
  return {
    a: left.said,
    b: right.said,
    manifest: diffFields(contentWithoutEnv(left.content.declared), contentWithoutEnv(right.content.declared)),
    variables: changes.filter(({ path }) => path.startsWith('variables.')),
    sameArtifact: left.content.artifactDigest === right.content.artifactDigest,
    texts: { a: left.text, b: right.text },
  }
}

async function cell({ tenantId }: Actor, id: string) {
  const row = await db.runner.findFirst({
    where: { tenantId, id },
    select: {
      id: true,
      name: true,
      status: true,
      artifactDigest: true,
      deploymentId: true,
      spec: true,
      observedAt: true,
      environment: { select: { name: true, variables: true } },
      manifest: { select: { id: true } },
      manifestVersion: { select: { version: true, digest: true, text: true, normalised: true } },
    },
  })
  if (!row) throw notFound('runner')
  const [artifact, decision, deployment] = await Promise.all([
    db.artifact.findFirst({ where: { tenantId, digest: row.artifactDigest }, select: { id: true } }),
    db.policyDecision.findFirst({
      where: { tenantId, subjectId: row.deploymentId, gate: 'deploy' },
      select: { policyVersion: true, allowed: true, findings: true, at: true },
      orderBy: { id: 'desc' },
    }),
    db.deployment.findFirst({
      where: { tenantId, id: row.deploymentId },
      select: { finishedAt: true, requestedById: true, kind: true },
    }),
  ])
  const requester = deployment
    ? await db.user.findUnique({ where: { id: deployment.requestedById }, select: { email: true } })
    : null
  const applied = (row.spec as { env?: Record<string, string> }).env
  return {
    text: row.manifestVersion.text,
    content: {
      declared: normalisedManifestSchema.parse(row.manifestVersion.normalised),
      artifactDigest: row.artifactDigest,
      variables: applied ?? row.environment.variables,
    },
    said: {
      runnerId: row.id,
      manifestId: row.manifest.id,
      name: row.name,
      environment: row.environment.name,
      status: row.status,
      version: row.manifestVersion.version,
      manifestDigest: row.manifestVersion.digest,
      artifactDigest: row.artifactDigest,
      artifactId: artifact?.id,
      deploymentId: row.deploymentId,
      since: deployment?.finishedAt ?? null,
      by: requester?.email,
      policy: decision && { ...decision, findings: decision.findings as PolicyFinding[] },
    },
  }
}
