import { unknownComponents } from '../advisories/coverage.ts'
import { type ComponentToMatch, type MatchedFinding, matchComponents } from '../advisories/match-components.ts'
import type { ScanDataset, ScanFinding } from '../artifacts/schema.ts'
import { unsafeDb } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'

export type MatchedAgain = { findings: ScanFinding[]; covered: number; unknown: number; dataset: ScanDataset }

/** What the vulnerability data of now says about an artifact's packages. Advisories belong to no tenant. */
export async function matchAgain(
  components: readonly (ComponentToMatch & { path: string | null })[],
): Promise<MatchedAgain> {
  const sources = await unsafeDb.advisorySource.findMany({ orderBy: { name: 'asc' } })
  const byPurl = new Map(components.map((component) => [component.purl, component]))
  const matched = await matchComponents(unsafeDb, components)
  const unknown = (await unknownComponents(unsafeDb, sources, components)).length
  return {
    findings: matched.map((match) => describe(match, byPurl)),
    covered: components.length - unknown,
    unknown,
    dataset: {
      name: sources.map(({ name }) => name).join(', '),
      version: sources.map(({ name, version, digest }) => `${name}@${version ?? digest.slice(7, 19)}`).join(', '),
      digest: jsonDigest(sources.map(({ name, digest }) => ({ name, digest }))),
      date:
        sources
          .flatMap(({ newestModified }) => newestModified?.toISOString() ?? [])
          .sort()
          .at(-1) ?? null,
      newestCve:
        sources
          .flatMap(({ newestCve }) => newestCve ?? [])
          .sort()
          .at(-1) ?? null,
      ecosystems: [...new Set(sources.flatMap(({ ecosystems }) => ecosystems))].sort(),
      packagesCovered: sources.reduce((sum, { packages }) => sum + packages, 0),
      advisories: sources.reduce((sum, { records }) => sum + records, 0),
    },
  }
}

function describe(
  match: MatchedFinding,
  byPurl: ReadonlyMap<string, ComponentToMatch & { path: string | null }>,
): ScanFinding {
  const { name = '', version = '', path } = byPurl.get(match.purl) ?? {}
  return {
    kind: 'vulnerability',
    severity: match.verdict === 'affected' ? match.severity : 'unknown',
    rule: match.advisory,
    component: name,
    version,
    ...(path ? { path } : {}),
    message: `${name} ${version}: ${match.summary}`,
    remedy: match.fixed.length ? `Fixed in ${match.fixed.join(', ')}.` : 'No fixed version is known.',
  }
}
