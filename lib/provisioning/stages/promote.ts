import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import type { StageHandler } from '../stage-handler.ts'

/** The same digest runs in a lower environment and has passed its smoke test there; otherwise this is no promotion. */
export const promote: StageHandler = async ({ actor, deployment, manifest, environment, log }) => {
  const source = await db.runner.findFirst({
    where: {
      tenantId: actor.tenantId,
      manifestId: manifest.id,
      status: 'active',
      artifactDigest: deployment.artifactDigest ?? '',
      environment: { rank: { lt: environment.rank } },
    },
    select: { id: true, environment: { select: { name: true, variables: true } } },
    orderBy: { environment: { rank: 'desc' } },
  })
  if (!source) {
    throw new BareCountError('invalid_state', 'No lower environment runs this digest any more.', {
      remedy: 'Deploy it to the lower environment first.',
    })
  }
  const changed = changedVariables(source.environment.variables, environment.variables)
  log(`${deployment.artifactDigest} goes from ${source.environment.name} to ${environment.name}`)
  for (const { name, before, after } of changed) log(`${name}: ${before ?? '(not set)'} → ${after ?? '(not set)'}`)
  return {
    output: { from: source.environment.name, to: environment.name, artifactDigest: deployment.artifactDigest, changed },
  }
}

type Changed = { name: string; before: string | undefined; after: string | undefined }

/** The variables that differ between two environments, by name. Pure. */
function changedVariables(before: unknown, after: unknown): Changed[] {
  const [from, to] = [before, after].map((value) => (value ?? {}) as Record<string, string>)
  return [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])]
    .sort()
    .filter((name) => from?.[name] !== to?.[name])
    .map((name) => ({ name, before: from?.[name], after: to?.[name] }))
}
