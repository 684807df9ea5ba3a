import type { NormalisedManifest } from '../manifests/schema.ts'
import { looksLikeSecret, namesSecret } from '../manifests/secret-shapes.ts'
import { privatelyReachable } from './private-routes.ts'
import type { PolicyRequest } from './schema.ts'

/** What the gates look at in a manifest. `sizeConcurrency`: runs at once of its size. Pure. */
export function runnerFacts(declared: NormalisedManifest, sizeConcurrency: number): PolicyRequest['runner'] {
  const { metadata, runner } = declared
  return {
    name: metadata.name,
    class: runner.class,
    size: runner.size,
    profile: runner.network_profile,
    classification: metadata.data_classification,
    ...(metadata.residency !== undefined && { residency: metadata.residency }),
    privateRoutes: privatelyReachable(runner.egress_allow),
    inlineSecrets: Object.entries(runner.env)
      .filter(([name, value]) => value !== '' && (looksLikeSecret(value) || namesSecret(name)))
      .map(([name]) => name)
      .sort(),
    concurrency: concurrencyOf(runner, sizeConcurrency),
  }
}

function concurrencyOf(runner: NormalisedManifest['runner'], ofSize: number): number {
  if (runner.class === 'serverless') return runner.concurrency_limit ?? ofSize
  if (runner.class === 'container') return runner.scaling.max * ofSize
  return ofSize
}
