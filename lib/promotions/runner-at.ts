import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import type { Content } from './changes.ts'

/** What the catalog has of a manifest in an environment, with what it declares. Null when nothing was ever there. */
export async function runnerAt(actor: Actor, manifestId: string, environmentId: string) {
  const row = await db.runner.findFirst({
    where: { tenantId: actor.tenantId, manifestId, environmentId, status: { not: 'destroyed' } },
    select: {
      id: true,
      status: true,
      deploymentId: true,
      artifactDigest: true,
      manifestVersionId: true,
      spec: true,
      environment: { select: { id: true, name: true, variables: true } },
      manifestVersion: { select: { version: true, digest: true, normalised: true } },
    },
  })
  return row && { ...row, declared: normalisedManifestSchema.parse(row.manifestVersion.normalised) }
}

export type RunnerAt = NonNullable<Awaited<ReturnType<typeof runnerAt>>>

/** What runs now: the variables are those that it was started with, whatever the environment says since. */
export function contentOf(runner: RunnerAt): Content {
  const { declared, artifactDigest, environment } = runner
  const applied = (runner.spec as { env?: Record<string, string> }).env
  return { declared, artifactDigest, variables: applied ?? environment.variables }
}
